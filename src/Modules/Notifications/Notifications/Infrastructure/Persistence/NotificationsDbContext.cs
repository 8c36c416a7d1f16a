using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Notifications.Infrastructure.Persistence;

internal sealed class NotificationsDbContext(DbContextOptions<NotificationsDbContext> options) : ModuleDbContext(options, "notifications")
{
    protected override void MapModule(ModelBuilder model) => model.Entity<Message>(message =>
    {
        message.ToTable("messages").HasKey(row => row.Id);
        message.Property(row => row.Id).ValueGeneratedNever();
        message.Property(row => row.Kind).HasConversion(kind => kind.Key(), key => MessageKindKeys.FromKey(key));
        message.Property(row => row.Channel).HasConversion(channel => channel.Key(), key => ChannelKeys.FromKey(key));
        message.Property(row => row.State).HasConversion(
            state => state.ToString().ToLowerInvariant(), text => Enum.Parse<MessageState>(text, ignoreCase: true));
    });
}
