namespace Seeded.Rule05.Beta.Domain
{
    public class Other;

    public sealed class OtherException : Exception;

    [AttributeUsage(AttributeTargets.All)]
    public sealed class OtherAttribute : Attribute;
}

namespace Seeded.Rule05.Beta.Contracts
{
    public sealed record Allowed(int Number);
}

namespace Seeded.Rule05.Alpha.Domain
{
    internal sealed class AsAllowed
    {
        public Beta.Contracts.Allowed Ask() => new(1);
    }

    internal sealed class ByGenericArgument
    {
        public IReadOnlyList<Dictionary<string, Beta.Domain.Other[]>> All => [];
    }

    internal sealed class ByTypeof
    {
        public string Name() => typeof(Beta.Domain.Other).Name;
    }

    internal sealed class ByAttribute
    {
        public void Marked([Beta.Domain.Other] int number)
        {
        }
    }

    internal sealed class InAsyncMethod
    {
        public async Task<string> Ask()
        {
            await Task.Yield();
            return new Beta.Domain.Other().ToString()!;
        }
    }

    internal sealed class InLambda
    {
        public Func<object> Maker(int number) => () => number > 0 ? new Beta.Domain.Other() : new object();
    }

    internal sealed class InCatch
    {
        public void Try(Action action)
        {
            try
            {
                action();
            }
            catch (Beta.Domain.OtherException)
            {
                action();
            }
        }
    }

    internal sealed class ByConstraint
    {
        public void Take<T>(T value)
            where T : Beta.Domain.Other
        {
        }
    }
}
