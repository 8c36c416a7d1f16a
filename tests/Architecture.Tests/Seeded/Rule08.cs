using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Seeded.Rule08.Alpha.Infrastructure
{
    internal sealed class Rows;
}

namespace Seeded.Rule08.Alpha.Application
{
    internal sealed class Reads
    {
        public object Rows() => new Infrastructure.Rows();
    }

    internal sealed class Connects
    {
        public IDisposable Open() => new NpgsqlConnection();
    }

    internal sealed class Saves(DbContext context)
    {
        public int Save() => context.SaveChanges();
    }

    internal sealed class Answers
    {
        public void Refuse(HttpContext context) => context.Response.StatusCode = 409;
    }
}
