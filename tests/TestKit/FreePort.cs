using System.Net;
using System.Net.Sockets;

namespace LeadMarket.TestKit;

internal static class FreePort
{
    private static readonly HashSet<int> Given = [];

    /// <summary>A loopback port that nobody listens on and that this test run has not given out yet.</summary>
    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            lock (Given)
            {
                if (Given.Add(port)) return port;
            }
        }
    }
}
