using System.Text;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Infrastructure.Persistence;

/// <summary>Names columns as SQL is written by hand: <c>ListedAt</c> is <c>listed_at</c>.</summary>
public static class SnakeCaseNames
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            // The default is the CLR name; a name set by hand stays.
            if (string.Equals(property.GetColumnName(), property.Name, StringComparison.Ordinal))
                property.SetColumnName(Of(property.Name));
        }
    }

    private static string Of(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }
}
