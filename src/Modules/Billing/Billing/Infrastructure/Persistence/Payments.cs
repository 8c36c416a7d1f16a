using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class Payments(BillingDbContext db) : IPayments
{
    public Task<Payment?> Find(string paymentIntent, CancellationToken cancel) =>
        db.Payments.SingleOrDefaultAsync(payment => payment.PaymentIntent == paymentIntent, cancel);

    public void Add(Payment payment) => db.Payments.Add(payment);
}
