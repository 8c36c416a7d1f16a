using LeadMarket.Sandbox;

try
{
    var app = await SandboxApp.Create(args);
    await app.RunAsync();
    return 0;
}
catch (SandboxRefusesToStart refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
