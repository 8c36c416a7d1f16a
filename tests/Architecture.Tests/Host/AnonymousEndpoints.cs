namespace LeadMarket.Architecture.Tests.Host;

/// <summary>What anyone may reach without signing in, each with its reason.</summary>
public static class AnonymousEndpoints
{
    public const string StaticFiles = "static files";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [StaticFiles] = "Style, script and pictures of the public pages.",
        ["GET /brand.css"] = "The market's colours, for the public pages.",
        ["GET /brand/logo.svg"] = "The market's logo, for the public pages.",
        ["GET /"] = "Sends a visitor to the home page in their language.",

        ["page /Home"] = "Public site.",
        ["page /Contractors/Index"] = "Public site.",
        ["page /Privacy"] = "Public site; the law wants it easy to find.",
        ["page /Credits"] = "Public site; the data's licences want it.",
        ["/{**path}"] = "An address that is not one: answers 404, not a way to sign in.",
        ["page /Error"] = "Whoever met the error reads it.",

        ["page /Intake/Start"] = "A homeowner has no account.",
        ["page /Intake/Step"] = "A homeowner has no account; the draft's id is their secret.",
        ["page /Intake/Contact"] = "A homeowner has no account; the draft's id is their secret.",
        ["page /Intake/Code"] = "A homeowner has no account; the draft's id is their secret.",
        ["page /Intake/Thanks"] = "A homeowner has no account; the draft's id is their secret.",
        ["POST /api/v1/leads"] = "A homeowner has no account.",
        ["POST /api/v1/leads/{id:guid}/verification"] = "A homeowner has no account; the lead's id is theirs, and a text goes to its own telephone only.",
        ["POST /api/v1/leads/{id:guid}/verification/check"] = "A homeowner has no account; tries are counted.",
        ["GET /api/v1/areas/{postalCode}"] = "Which places are served is public.",
        ["GET /api/v1/recent-leads"] = "Shown on the public pages; holds nothing of anybody.",

        ["page /Request/Index"] = "A homeowner has no account; the key in their link is the secret.",
        ["page /Request/Code"] = "A homeowner has no account; the key in their link is the secret.",
        ["page /Request/Erase"] = "A homeowner has no account; the key in their link is the secret.",
        ["page /Unsubscribe"] = "The law wants no sign-in before mails can be stopped; the key in the link is the secret.",
        ["page /Receipt"] = "Anyone who is shown a consent receipt may check it.",
        ["GET /.well-known/jwks.json"] = "Public keys, with which anyone checks a consent receipt without us.",

        ["page /Account/Register"] = "Before there is an account.",
        ["page /Account/CheckMail"] = "Before the account is confirmed.",
        ["page /Account/Confirm"] = "Opened from a mail, with a one-time token.",
        ["page /Account/SignIn"] = "Before signing in.",
        ["page /Account/SignInCode"] = "Before signing in; a cookie of some minutes says whose password was right.",
        ["page /Account/ForgotPassword"] = "Whoever has forgotten the password cannot sign in.",
        ["page /Account/ResetPassword"] = "Opened from a mail, with a one-time token.",
        ["page /Account/SignOut"] = "Signing out twice is no error.",
        ["POST /api/v1/auth/login"] = "Before signing in.",

        ["GET /openapi/{documentName}.json"] = "Describes the public API.",
        ["/api/{**rest}"] = "Answers 404 as a problem, whoever asks.",
        ["POST /webhooks/stripe"] = "Stripe has no account; its signature is checked before anything is stored.",
        ["/health/live"] = "Asked by what runs the host; tells nothing but that it lives.",
        ["/health/ready"] = "Asked by what runs the host; tells nothing but whether it is ready.",
        ["GET /version"] = "Asked by deployments; tells what is deployed.",
        ["GET /development/endpoints"] = "Sandbox mode only; asks for the start-up secret.",
        ["POST /development/seed"] = "Sandbox mode only; asks for the start-up secret.",
    };
}
