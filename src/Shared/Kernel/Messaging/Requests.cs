using MediatR;

namespace LeadMarket.Kernel;

/// <summary>Marks what runs inside one unit of work. Its handler calls no vendor and no other module.</summary>
public interface ITransactional;

/// <summary>Changes one module's state in one transaction.</summary>
public interface ICommand : IRequest<Result>, ITransactional;

/// <summary>Changes one module's state in one transaction and answers a value.</summary>
public interface ICommand<T> : IRequest<Result<T>>, ITransactional;

/// <summary>A story across modules or vendors. Runs without a transaction: each step it sends commits for itself.</summary>
public interface IProcess : IRequest<Result>;

/// <summary>A story across modules or vendors that answers a value.</summary>
public interface IProcess<T> : IRequest<Result<T>>;

/// <summary>Reads by the read side: SQL to a DTO, no aggregate.</summary>
public interface IQuery<T> : IRequest<Result<T>>;

public interface ICommandHandler<in TCommand> : IRequestHandler<TCommand, Result>
    where TCommand : ICommand;

public interface ICommandHandler<in TCommand, T> : IRequestHandler<TCommand, Result<T>>
    where TCommand : ICommand<T>;

public interface IProcessHandler<in TProcess> : IRequestHandler<TProcess, Result>
    where TProcess : IProcess;

public interface IProcessHandler<in TProcess, T> : IRequestHandler<TProcess, Result<T>>
    where TProcess : IProcess<T>;

public interface IQueryHandler<in TQuery, T> : IRequestHandler<TQuery, Result<T>>
    where TQuery : IQuery<T>;
