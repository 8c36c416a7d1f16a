using System.Collections.Concurrent;
using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Leads, Billing and Coupons as their Contracts promise them, in memory, with Stripe to be switched off.</summary>
internal sealed partial class OtherModules :
    IRequestHandler<QuoteLead, Result<LeadQuote>>, IRequestHandler<OpenCheckout, Result<CheckoutView>>,
    IRequestHandler<CloseCheckout, Result<CheckoutState>>, IRequestHandler<RefundPurchase, Result<RefundView>>, IRequestHandler<ReportAudit, Result>,
    IRequestHandler<ReserveCoupon, Result<CouponDiscount>>, IRequestHandler<RedeemCoupon, Result>, IRequestHandler<ReleaseCoupon, Result>, IRequestHandler<ReturnCoupon, Result>
{
    public const string GoodCode = "LANCEMENT-50";

    /// <summary>Takes the whole price off.</summary>
    public const string FreeCode = "GRATUIT";

    private static readonly Error StripeAway = Error.Unavailable("billing.stripe-unavailable");

    public ConcurrentDictionary<PurchaseId, CheckoutState> Checkouts { get; } = new();

    public ConcurrentDictionary<PurchaseId, string> Coupons { get; } = new();

    /// <summary>Causes, by purchase.</summary>
    public ConcurrentDictionary<PurchaseId, string> Refunds { get; } = new();

    /// <summary>Where refunds went, by purchase.</summary>
    public ConcurrentDictionary<PurchaseId, RefundWay> RefundWays { get; } = new();

    /// <summary>How far a refund is as soon as it is asked for.</summary>
    public RefundProgress RefundsAre { get; set; } = RefundProgress.Done;

    /// <summary>What is known under the cause gives back a part alone.</summary>
    public bool RefundsAreParts { get; set; }

    /// <summary>Billing refuses refunds for good.</summary>
    public string? RefundsRefused { get; set; }

    public bool StripeAnswers { get; set; } = true;

    /// <summary>Stripe refuses to open checkouts at all.</summary>
    public bool StripeRefuses { get; set; }

    /// <summary>What Stripe was first asked for, whether it answered or not.</summary>
    public ConcurrentDictionary<PurchaseId, OpenCheckout> Asked { get; } = new();

    /// <summary>What each checkout was opened with first.</summary>
    public ConcurrentDictionary<PurchaseId, OpenCheckout> Opened { get; } = new();

    /// <summary>Why a saved card does not pay; null when it does.</summary>
    public string? CardRefusal { get; set; }

    /// <summary>What the latest audit found; null before the first.</summary>
    public IReadOnlyList<string>? Audited { get; set; }

    /// <summary>Of the plan that they have at this moment.</summary>
    public long LeadPrice { get; set; } = 2900;

    /// <summary>How often Stripe was asked to close a payment page.</summary>
    public int Closings { get; private set; }

    /// <summary>How often a checkout was asked for.</summary>
    public int Openings { get; private set; }

    /// <summary>Happens once, while a price is asked for.</summary>
    public Func<Task>? WhileQuoting { get; set; }

    /// <summary>Throws while this purchase's checkout is asked for: a bug somewhere.</summary>
    public PurchaseId? Poisoned { get; set; }

    public void StartAfresh()
    {
        Checkouts.Clear();
        Coupons.Clear();
        Refunds.Clear();
        RefundWays.Clear();
        (RefundsAre, RefundsRefused, RefundsAreParts) = (RefundProgress.Done, null, false);
        Opened.Clear();
        Asked.Clear();
        (CardRefusal, Audited) = (null, null);
        (LeadPrice, Closings, Openings) = (2900, 0, 0);
        (StripeAnswers, StripeRefuses, WhileQuoting, Poisoned) = (true, false, null, null);
        ForgetLeads();
        ForgetPlans();
    }

    public void Register(IServiceCollection services)
    {
        foreach (var contract in GetType().GetInterfaces().Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            services.AddSingleton(contract, this);
    }

    public static Uri PageOf(PurchaseId purchase) => new($"https://checkout.example/{purchase}");

    public async Task<Result<LeadQuote>> Handle(QuoteLead request, CancellationToken cancellationToken)
    {
        if (WhileQuoting is { } meanwhile)
        {
            WhileQuoting = null;
            await meanwhile();
        }

        var price = request.Offer is { Exclusive: true } offer ? 7900 - offer.PaidCents : LeadPrice;
        if (request.DiscountCents > price) return Error.Conflict("billing.payment-changed");
        return new LeadQuote("free", Samples.Charge(request.DiscountCents, price));
    }

    public Task<Result<CheckoutView>> Handle(OpenCheckout request, CancellationToken cancellationToken) => Answer<CheckoutView>(() =>
    {
        if (Poisoned == request.Purchase) throw new InvalidOperationException("A bug.");
        Openings++;
        Asked.TryAdd(request.Purchase, request);
        if (StripeRefuses) return Error.Conflict("billing.payments-refused");
        if (!StripeAnswers) return new CheckoutView(CheckoutState.Opening, null);
        Opened.TryAdd(request.Purchase, request);
        // A saved card that pays is booked in a moment.
        var paysByCard = request.Pay.SavedCard && CardRefusal is null;
        var state = Checkouts.GetOrAdd(request.Purchase, paysByCard ? CheckoutState.Opening : CheckoutState.Open);
        return state switch
        {
            CheckoutState.Closed => Error.Conflict("billing.checkout-closed"),
            CheckoutState.Open => new CheckoutView(state, PageOf(request.Purchase), request.Pay.SavedCard ? CardRefusal : null),
            _ => new CheckoutView(state, null),
        };
    });

    public Task<Result<CheckoutState>> Handle(CloseCheckout request, CancellationToken cancellationToken) => Answer<CheckoutState>(() =>
    {
        // Stripe is not asked about what it never heard of.
        if (Checkouts.ContainsKey(request.Purchase) || Asked.ContainsKey(request.Purchase))
        {
            Closings++;
            if (!StripeAnswers) return StripeAway;
        }

        return Checkouts.AddOrUpdate(
            request.Purchase, CheckoutState.Closed, (_, state) => state is CheckoutState.Paid or CheckoutState.Processing ? state : CheckoutState.Closed);
    });

    public Task<Result> Handle(ReportAudit request, CancellationToken cancellationToken)
    {
        Audited = request.Findings;
        return Task.FromResult(Result.Success);
    }

    public Task<Result<RefundView>> Handle(RefundPurchase request, CancellationToken cancellationToken) => Answer<RefundView>(() =>
    {
        if (!StripeAnswers) return StripeAway;
        if (RefundsRefused is { } code) return Error.Conflict(code);
        RefundWays[request.Purchase] = request.Way;
        // Idempotent for each purchase and cause: another cause would be a second refund.
        Refunds.AddOrUpdate(request.Purchase, request.Cause, (_, cause) => cause == request.Cause ? cause : $"{cause}+{request.Cause}");
        var whole = Samples.Charge().Total.Cents;
        return new RefundView(RefundsAre, Samples.Cad(request.Cents ?? whole), Whole: !RefundsAreParts && RefundsAre is not RefundProgress.Failed && (request.Cents ?? whole) == whole);
    });

    public Task<Result<CouponDiscount>> Handle(ReserveCoupon request, CancellationToken cancellationToken) => Answer<CouponDiscount>(() =>
        request.Code.ToUpperInvariant() is GoodCode or FreeCode && Coupons.GetOrAdd(request.Purchase, "reserved") is not "released"
            ? new CouponDiscount(request.Code, Samples.Cad(request.Code == FreeCode ? request.Subtotal.Cents : request.Subtotal.Cents / 2))
            : Error.Invalid("coupons.not-applicable", "coupon"));

    public Task<Result> Handle(RedeemCoupon request, CancellationToken cancellationToken) => EndCoupon(request.Purchase, "redeemed");

    public Task<Result> Handle(ReleaseCoupon request, CancellationToken cancellationToken) => EndCoupon(request.Purchase, "released");

    public Task<Result> Handle(ReturnCoupon request, CancellationToken cancellationToken)
    {
        if (Coupons.ContainsKey(request.Purchase)) Coupons[request.Purchase] = "released";
        return Task.FromResult(Result.Success);
    }

    private Task<Result> EndCoupon(PurchaseId purchase, string state)
    {
        Coupons.TryUpdate(purchase, state, "reserved");
        return Task.FromResult(Result.Success);
    }

    private static Task<Result<T>> Answer<T>(Func<Result<T>> answer) => Task.FromResult(answer());
}
