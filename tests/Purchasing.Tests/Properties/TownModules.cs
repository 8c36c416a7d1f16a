using System.Reflection;
using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application;
using LeadMarket.Purchasing.Application.DeliverContact;
using LeadMarket.Purchasing.Application.Disputes;
using LeadMarket.Purchasing.Application.EndUnlock;
using LeadMarket.Purchasing.Application.RefundUnlock;
using LeadMarket.Purchasing.Application.Returns;
using LeadMarket.Purchasing.Application.Sales;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Application.StartUpgrade;
using LeadMarket.Purchasing.Application.SweepUnlocks;
using LeadMarket.Purchasing.Application.Withdrawals;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Tests.Application;
using MediatR;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>The module's real handlers, each command in a transaction of the town's; the other modules as their contracts promise them. A host
/// can die between any two steps: from then on nothing that it had begun goes on.</summary>
internal sealed partial class TownModules : IMediator, IOutbox
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly OtherModules _leads = new();
    private int? _stepsToLive;
    private bool _dead;

    public TownModules(Town town)
    {
        Town = town;
        Stripe = new PureStripe(Waiting.Add, () => town.Clock.Now);
        foreach (var company in town.Companies) Plans[company.Id] = company.Plan!;
    }

    public Town Town { get; }

    public PureStripe Stripe { get; }

    public CouponCounter Coupons { get; } = new();

    /// <summary>As Billing knows them.</summary>
    public Dictionary<ContractorId, string> Plans { get; } = [];

    /// <summary>How often a host died before it had finished.</summary>
    public int Deaths { get; private set; }

    public void DieAfter(int steps) => _stepsToLive = steps;

    /// <summary>Another host takes over, and lives.</summary>
    public void Live() => (_dead, _stepsToLive) = (false, null);

    /// <summary>What comes next is done by a host that is alive.</summary>
    public void Rise() => _dead = false;

    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        if (Dies()) return Task.FromResult(Unanswered<TResponse>.Answer);
        var answer = (Task<TResponse>)Route(request);
        return Dies() ? Task.FromResult(Unanswered<TResponse>.Answer) : answer;
    }

    public Task Publish(object notification, CancellationToken cancellationToken = default) => throw new NotSupportedException("Events go through the outbox.");

    public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
        where TNotification : INotification => throw new NotSupportedException("Events go through the outbox.");

    private bool Dies()
    {
        if (_dead) return true;
        if (_stepsToLive is null || --_stepsToLive >= 0) return false;
        (_dead, _stepsToLive) = (true, null);
        Deaths++;
        return true;
    }

    private Task Route(object request) => request switch
    {
        // Stories across modules.
        Contracts.StartUnlock start => new StartUnlockProcess(this).Handle(start, None),
        Contracts.StartUpgrade upgrade => new StartUpgradeProcess(this).Handle(upgrade, None),
        ContinueUnlock on => new ContinueUnlockProcess(this, Town.Market).Handle(on, None),
        CancelUnlock cancel => new CancelUnlockProcess(this).Handle(cancel, None),
        EndUnlockProcess end => new EndUnlockHandler(this).Handle(end, None),
        DeliverContactProcess paid => new DeliverContactHandler(this).Handle(paid, None),
        Contracts.RefundUnlock refund => new RefundUnlockProcess(this).Handle(refund, None),
        ContinueRefundProcess refund => new ContinueRefundHandler(this).Handle(refund, None),
        SweepUnlocks sweep => new SweepUnlocksProcess(this, Town.Clock).Handle(sweep, None),
        SweepUnlock sweep => new SweepUnlockProcess(this, Town.Clock).Handle(sweep, None),
        SweepReturns sweep => new SweepReturnsProcess(this).Handle(sweep, None),
        SettleReturnProcess settle => new SettleReturnHandler(this).Handle(settle, None),
        TellSales tell => new TellSalesProcess(this).Handle(tell, None),
        CloseRequest close => new CloseRequestProcess(this).Handle(close, None),
        WithdrawRequest withdraw => new WithdrawRequestProcess(this).Handle(withdraw, None),
        EraseRequest erase => new EraseRequestProcess(this).Handle(erase, None),

        // Commands, each in its transaction.
        ReserveSlotCommand reserve => InTransaction(new ReserveSlotHandler(Town, Town, Town, Town.Market, Town.Clock).Handle(reserve, None)),
        ReserveRestCommand reserve => InTransaction(new ReserveRestHandler(Town, Town, Town, Town.Market, Town.Clock).Handle(reserve, None)),
        FreezePriceCommand freeze => InTransaction(new FreezePriceHandler(Town, Town.Clock).Handle(freeze, None)),
        MarkOpenCommand open => InTransaction(new MarkOpenHandler(Town).Handle(open, None)),
        KeepProcessingCommand keep => InTransaction(new KeepProcessingHandler(Town).Handle(keep, None)),
        BeginEndingCommand end => InTransaction(new BeginEndingHandler(Town, Town.Clock).Handle(end, None)),
        ReleaseSlotCommand release => InTransaction(new ReleaseSlotHandler(Town, Town, Town.Clock).Handle(release, None)),
        SettlePaymentCommand settle => InTransaction(new SettlePaymentHandler(Town, Town, Town.Clock).Handle(settle, None)),
        BeginRefundCommand begin => InTransaction(new BeginRefundHandler(Town, Town.Clock).Handle(begin, None)),
        AnswerRefundCommand answer => InTransaction(new AnswerRefundHandler(Town, Town.Clock).Handle(answer, None)),
        MarkRefundedCommand mark => InTransaction(new MarkRefundedHandler(Town, Town, Town.Clock).Handle(mark, None)),
        FreezeUnlockCommand freeze => InTransaction(new FreezeUnlockHandler(Town).Handle(freeze, None)),
        CloseDisputeCommand close => InTransaction(new CloseDisputeHandler(Town, Town.Clock).Handle(close, None)),
        PostponeUnlockCommand postpone => InTransaction(new PostponeUnlockHandler(Town, Town.Clock).Handle(postpone, None)),
        WithdrawListingCommand withdraw => InTransaction(new WithdrawListingHandler(Town, Town.Clock).Handle(withdraw, None)),
        DestroyCopiesCommand destroy => InTransaction(new DestroyCopiesHandler(Town, Town, Town.Market, Town.Clock).Handle(destroy, None)),
        RequestReturn ask => InTransaction(new RequestReturnHandler(Town, Town, Town, this, Town.Market, Town.Clock).Handle(ask, None)),
        JudgeReturnCommand judge => InTransaction(new JudgeReturnHandler(Town, Town.Market, Town.Clock).Handle(judge, None)),
        AppealReturn appeal => InTransaction(new AppealReturnHandler(Town, Town.Market, Town.Clock).Handle(appeal, None)),
        DecideReturn decide => InTransaction(new DecideReturnHandler(Town, Town.Clock).Handle(decide, None)),
        TakeReturnToSettleCommand take => InTransaction(new TakeReturnToSettleHandler(Town, Town.Clock).Handle(take, None)),

        _ => Ask(request),
    };

    private Task AskOthers(object request) => request switch
    {
        QuoteLead quote => Task.FromResult(Quote(quote)),
        OpenCheckout open => Task.FromResult(Stripe.Open(open)),
        CloseCheckout close => Task.FromResult(Stripe.Close(close.Purchase)),
        RefundPurchase refund => Task.FromResult(Stripe.Refund(refund)),
        ReserveCoupon reserve => Task.FromResult(Coupons.Reserve(reserve)),
        RedeemCoupon redeem => Task.FromResult(Coupons.End(redeem.Purchase, UseState.Redeemed)),
        ReturnCoupon back => Task.FromResult(Coupons.Return(back.Purchase)),
        ReleaseCoupon release => Task.FromResult(Coupons.End(release.Purchase, UseState.Released)),
        GetLeadContact contact => Task.FromResult(
            _leads.Erased.ContainsKey(contact.Lead) ? Error.NotFound("leads.lead-not-found") : (Result<LeadContact>)Town.HomeownerOf(contact.Lead)),
        GetRequest get => _leads.Handle(get, None),
        NoteBuyerWithdrawn note => _leads.Handle(note, None),
        RecordSales record => _leads.Handle(record, None),
        CloseLead close => Tell(_leads.Handle(close, None), new LeadEnded(close.Lead, "closed", Town.Clock.Now)),
        WithdrawLead withdraw => Tell(_leads.Handle(withdraw, None), new LeadEnded(withdraw.Lead, "withdrawn", Town.Clock.Now)),
        EraseLead erase => Tell(_leads.Handle(erase, None), new LeadEnded(erase.Lead, "withdrawn", Town.Clock.Now), new LeadErased(erase.Lead, Town.Clock.Now)),
        _ => throw new NotSupportedException($"Nobody answers {request.GetType().Name} here."),
    };

    private Result<LeadQuote> Quote(QuoteLead request)
    {
        var plan = Town.Market.FindPlan(Plans[request.Contractor])!;
        var price = request.Offer is { Exclusive: true } offer ? Town.Market.ExclusivePriceOf(offer.Service)!.Value.Cents - offer.PaidCents : plan.LeadPrice.Cents;
        if (price <= 0) return Error.Conflict("billing.no-exclusive-price");
        if (request.DiscountCents > price) return Error.Conflict("billing.payment-changed");
        return new LeadQuote(plan.Key, Samples.Charge(request.DiscountCents, price));
    }

    private async Task<Result> Tell(Task<Result> asked, params IIntegrationEvent[] events)
    {
        var answer = await asked;
        if (answer.IsFailure) return answer;
        Waiting.AddRange(events);
        return answer;
    }

    private async Task<Result> InTransaction(Task<Result> done)
    {
        var result = await done;
        await End(result.IsFailure);
        return result;
    }

    private async Task<Result<T>> InTransaction<T>(Task<Result<T>> done)
    {
        var result = await done;
        await End(result.IsFailure);
        return result;
    }

    private async Task End(bool refused)
    {
        if (refused)
        {
            Town.Journal.RollBack();
            return;
        }

        for (var n = 0; n < Town.Journal.Held.Count; n++)
        {
            foreach (var fact in Town.Journal.Held[n].TakeEvents()) await Announce(fact);
        }

        Town.Journal.Commit();
    }

    private Task Announce(IDomainEvent fact) => fact switch
    {
        UnlockPaid paid => new AnnounceUnlockedLead(Town, Town, this).Handle(paid, None),
        UpgradePaid paid => new AnnounceUpgradedLead(Town, Town, this).Handle(paid, None),
        ContactTakenBack taken => new AnnounceWithdrawnContact(Town, Town, this).Handle(taken, None),
        ReturnJudged judged => new AnnounceJudgedReturn(Town, Town, Town, this).Handle(judged, None),
        ReturnAppealed appealed => new AnnounceAppealedReturn(Town, this).Handle(appealed, None),
        _ => Task.CompletedTask,   // words about the person are not kept here
    };

    /// <summary>What whoever asked a dead host gets to know.</summary>
    private static class Unanswered<TResponse>
    {
        public static readonly TResponse Answer = (TResponse)typeof(TResponse)
            .GetMethod("Failed", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [Error.Unavailable("host.died")])!;
    }
}
