using System.Diagnostics;

namespace LeadMarket.TestKit;

/// <summary>A file system of a few megabytes in memory: full without harm to anybody else.</summary>
public sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<bool> Rights = new(Try);

    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Mounting takes Linux and its administrator's rights.</summary>
    public static bool MayBeHad => Rights.Value;

    internal string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <param name="ownerOf">A file whose owner shall own the disk.</param>
    internal static SmallDisk Mount(string folder, int megabytes, string ownerOf)
    {
        Directory.CreateDirectory(folder);
        var done = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) && Run("chown", $"--reference={ownerOf}", folder);
        return done ? new SmallDisk(folder) : throw new InvalidOperationException($"{folder} could not be mounted.");
    }

    /// <summary>Leaves not one page to anybody.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true) ballast.Write(page);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Ballast);

    // Lazily: a server may still have its files open.
    public void Dispose() => Run("umount", "-l", Folder);

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return false;
        var folder = Directory.CreateTempSubdirectory("leadmarket-tests-").FullName;
        var may = Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder) && Run("umount", folder);
        Directory.Delete(folder);
        return may;
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
