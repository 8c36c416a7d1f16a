namespace LeadMarket.Sandbox;

/// <summary>The Sandbox was asked to start where it must not, or without what it needs; the message says what to change.</summary>
public sealed class SandboxRefusesToStart(string message) : Exception(message);
