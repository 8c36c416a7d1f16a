using System.Diagnostics.CodeAnalysis;

namespace LeadMarket.Kernel;

/// <summary>Lets the pipeline answer a refusal without knowing what a request returns on success.</summary>
public interface IResult<out TSelf>
{
    bool IsFailure { get; }

    /// <summary>The refusal; reading it on success is a bug and throws.</summary>
    Error Error { get; }

    static abstract TSelf Failed(Error error);
}

/// <summary>Done, or refused with an <see cref="Kernel.Error"/>. Exceptions are kept for bugs.</summary>
public sealed class Result : IResult<Result>
{
    private static readonly Result Done = new(null);
    private readonly Error? _error;

    private Result(Error? error) => _error = error;

    public bool IsFailure => _error is not null;

    public Error Error => _error ?? throw new InvalidOperationException("A success has no error.");

    public static Result Success => Done;

    public static Result Failed(Error error) => new(error);

    public static implicit operator Result(Error error) => new(error);
}

/// <summary>A value, or a refusal.</summary>
public sealed class Result<T> : IResult<Result<T>>
{
    private readonly T? _value;
    private readonly Error? _error;

    private Result(T? value, Error? error) => (_value, _error) = (value, error);

    public bool IsFailure => _error is not null;

    public Error Error => _error ?? throw new InvalidOperationException("A success has no error.");

    /// <summary>The value; reading it on a refusal is a bug and throws.</summary>
    public T Value => _error is null ? _value! : throw new InvalidOperationException($"Refused with {_error.Code}.");

    public bool Succeeded([NotNullWhen(true)] out T? value)
    {
        value = _value;
        return _error is null;
    }

    public static Result<T> Failed(Error error) => new(default, error);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}
