using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class Payments(BillingDbContext db) : IPayments
{
    public Task<Payment?> Find(string paymentIntent, CancellationToken cancel) =>
        db.Payments.SingleOrDefaultAsync(payment => payment.PaymentIntent == paymentIntent, cancel);

    public Task<Payment?> FindAccepted(PurchaseId purchase, CancellationToken cancel) =>
        db.Payments.SingleOrDefaultAsync(payment => payment.PurchaseId == purchase && payment.Accepted, cancel);

    public void Add(Payment payment) => db.Payments.Add(payment);

    public Task<Refund?> FindRefund(RefundId id, CancellationToken cancel) =>
        db.Refunds.SingleOrDefaultAsync(refund => refund.Id == id, cancel);

    public Task<Refund?> FindRefund(PurchaseId purchase, string cause, CancellationToken cancel) =>
        db.Refunds.SingleOrDefaultAsync(refund => refund.PurchaseId == purchase && refund.Cause == cause, cancel);

    public Task<Refund?> FindRefundAtStripe(string stripeId, CancellationToken cancel) =>
        db.Refunds.SingleOrDefaultAsync(refund => refund.StripeId == stripeId, cancel);

    public void Add(Refund refund) => db.Refunds.Add(refund);
}
