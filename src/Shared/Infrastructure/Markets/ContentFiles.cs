using LeadMarket.Infrastructure.Markets.Yaml;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Resolves the names of the market's content; the logo is served to everyone, so no name may lead elsewhere.</summary>
internal static class ContentFiles
{
    /// <summary>The absolute path of the folder named by <c>content</c>, or nothing after a refusal.</summary>
    public static string Folder(Section root)
    {
        var name = root.Text("content", "a folder beside this file");
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(root.File.Path))!, name);
        if (name.Length > 0 && IsBareName(name) && Directory.Exists(folder)) return folder;
        if (name.Length > 0) root.Refuse("content", $"no folder '{name}'", "a folder beside this file");
        return "";
    }

    /// <summary>The name of a file that is there in the folder, or nothing after a refusal.</summary>
    public static string Name(Section section, string key, string folder, string extension)
    {
        var allowed = $"a {extension} file in the content folder";
        var name = section.Text(key, allowed);
        if (name.Length == 0 || folder.Length == 0) return "";   // already refused
        if (IsBareName(name) && Path.GetExtension(name) == extension && File.Exists(Path.Combine(folder, name))) return name;
        section.Refuse(key, $"no file '{name}'", allowed);
        return "";
    }

    private static bool IsBareName(string name) => name is not ("." or "..") && Path.GetFileName(name) == name;
}
