namespace LeadMarket.Architecture.Tests.Code;

/// <summary>Commands that have nothing for a validator to say, each with its reason.</summary>
public static class CommandsWithoutValidator
{
    private const string IdsAlone = "Carries typed ids alone: whether they exist is the handler's question.";
    private const string Unlock = "Purchasing's own process sends it, with an id and what another module has answered.";
    private const string Stripe = "Billing's own process sends it, with what Stripe has answered or a checked contract brought in.";
    private const string PhoneCode = "Leads' own process sends it, with an id and what the vendor answered.";
    private const string Mail = "The sender's own loop sends it, with what it claimed and what the mail provider answered.";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LeadMarket.Coupons.Contracts.DisableCoupon"] = "A malformed code is one that does not exist, and is refused as that.",
        ["LeadMarket.Coupons.Contracts.RedeemCoupon"] = IdsAlone,
        ["LeadMarket.Coupons.Contracts.ReleaseCoupon"] = IdsAlone,

        ["LeadMarket.Leads.Contracts.CloseLead"] = IdsAlone,
        ["LeadMarket.Leads.Contracts.EraseLead"] = IdsAlone,
        ["LeadMarket.Leads.Contracts.NoteBuyerWithdrawn"] = IdsAlone,
        ["LeadMarket.Leads.Contracts.RecordSales"] = "Purchasing's own process sends it, with what it has counted.",
        ["LeadMarket.Leads.Contracts.ReplaceAccessLink"] = IdsAlone,
        ["LeadMarket.Leads.Contracts.ReviewLead"] = "Carries a typed id and a yes or no.",
        ["LeadMarket.Leads.Contracts.VouchForPhone"] = IdsAlone,
        ["LeadMarket.Leads.Contracts.WithdrawConsent"] = "A consent that was not given is refused as one that does not exist.",
        ["LeadMarket.Leads.Contracts.WithdrawLead"] = IdsAlone,
        ["LeadMarket.Leads.Application.Conversions.ClaimConversions"] = "Carries nothing.",
        ["LeadMarket.Leads.Application.Conversions.SettleConversions"] = "The sender's own loop sends it, with what the advertiser answered.",
        ["LeadMarket.Leads.Application.ExpireLeads.ExpireSomeLeads"] = "Carries nothing.",
        ["LeadMarket.Leads.Application.PhoneCodes.CountCodeCheck"] = IdsAlone,
        ["LeadMarket.Leads.Application.PhoneCodes.CountCodeSend"] = IdsAlone,
        ["LeadMarket.Leads.Application.PhoneCodes.RecordCodeCheck"] = PhoneCode,
        ["LeadMarket.Leads.Application.PhoneCodes.RecordCodeSend"] = PhoneCode,
        ["LeadMarket.Leads.Application.PurgeDrafts.PurgeSomeDrafts"] = "Carries nothing.",

        ["LeadMarket.Purchasing.Application.DeliverContact.MarkRefundedCommand"] = IdsAlone,
        ["LeadMarket.Purchasing.Application.DeliverContact.SettlePaymentCommand"] = Unlock,
        ["LeadMarket.Purchasing.Application.EndUnlock.BeginEndingCommand"] = IdsAlone,
        ["LeadMarket.Purchasing.Application.EndUnlock.ReleaseSlotCommand"] = IdsAlone,
        ["LeadMarket.Purchasing.Application.StartUnlock.ReserveSlotCommand"] = "Its one text is a coupon, and an impossible one is refused as Coupons would.",
        ["LeadMarket.Purchasing.Application.StartUnlock.FreezePriceCommand"] = Unlock,
        ["LeadMarket.Purchasing.Application.StartUnlock.MarkOpenCommand"] = Unlock,
        ["LeadMarket.Purchasing.Application.SweepUnlocks.PostponeUnlockCommand"] = IdsAlone,
        ["LeadMarket.Purchasing.Application.Withdrawals.DestroyCopiesCommand"] = IdsAlone,
        ["LeadMarket.Purchasing.Application.Withdrawals.DestroyCopyCommand"] = IdsAlone,
        ["LeadMarket.Purchasing.Application.Withdrawals.WithdrawListingCommand"] = IdsAlone,

        ["LeadMarket.Billing.Application.Checkouts.ApplyCheckout"] = Stripe,
        ["LeadMarket.Billing.Application.Checkouts.NotePaid"] = Stripe,
        ["LeadMarket.Billing.Application.Checkouts.PostponeOpening"] = IdsAlone,
        ["LeadMarket.Billing.Application.Checkouts.PrepareCustomer"] = Stripe,
        ["LeadMarket.Billing.Application.Checkouts.RequestClose"] = IdsAlone,
        ["LeadMarket.Billing.Application.Checkouts.SaveCustomer"] = Stripe,
        ["LeadMarket.Billing.Application.Checkouts.SaveSession"] = Stripe,
        ["LeadMarket.Billing.Application.Checkouts.SettleClosed"] = IdsAlone,
        ["LeadMarket.Billing.Application.Checkouts.StartNextAttempt"] = Stripe,
        ["LeadMarket.Billing.Application.Checkouts.TakeOpening"] = IdsAlone,
        ["LeadMarket.Billing.Application.Refunds.AnswerRefund"] = Stripe,
        ["LeadMarket.Billing.Application.Refunds.ApplyRefunds"] = Stripe,
        ["LeadMarket.Billing.Application.Refunds.PrepareRefund"] = Stripe,
        ["LeadMarket.Billing.Application.StripeEvents.IgnoreStripeEvent"] = Stripe,
        ["LeadMarket.Billing.Application.StripeEvents.ReceiveStripeEvent"] = "The webhook's signature was checked; an event is stored as it came.",

        ["LeadMarket.Notifications.Application.SendDueMessages.ClaimDueMessage"] = "Carries nothing.",
        ["LeadMarket.Notifications.Application.SendDueMessages.RecordAnswer"] = Mail,
    };
}
