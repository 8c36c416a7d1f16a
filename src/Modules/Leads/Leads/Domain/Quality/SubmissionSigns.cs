namespace LeadMarket.Leads.Domain;

/// <summary>What only the sending of a form tells of whether a person sent it.</summary>
internal static class SubmissionSigns
{
    // Four pages and nine fields: the fastest of us, with everything autofilled, took longer.
    private static readonly TimeSpan Fastest = TimeSpan.FromSeconds(8);

    /// <param name="taken">From the first step to the last; absent when the form was not sent step by step.</param>
    public static IReadOnlyList<string> Of(bool trapSprung, TimeSpan? taken)
    {
        var signs = new List<string>();
        if (trapSprung) signs.Add(QualityReasons.Trap);
        if (taken < Fastest) signs.Add(QualityReasons.TooFast);
        return signs;
    }
}
