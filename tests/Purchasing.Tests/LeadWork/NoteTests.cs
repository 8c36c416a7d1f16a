using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.LeadWork;

public sealed class NoteTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    [Fact]
    public async Task A_double_click_keeps_one_note_and_the_newest_stands_first()
    {
        var (me, unlock) = await BoughtOne();
        var first = Guid.NewGuid();
        for (var click = 0; click < 2; click++) await Done(me, new AddLeadNote(me, unlock, first, "  Rappeler après 17 h.\nChien méchant 🐕 "));
        Later(TimeSpan.FromMinutes(1));
        await Done(me, new AddLeadNote(me, unlock, Guid.NewGuid(), "Devis envoyé."));

        (await Open(me, unlock)).Notes.Select(note => note.Text).ShouldBe(["Devis envoyé.", "Rappeler après 17 h.\nChien méchant 🐕"]);

        for (var click = 0; click < 2; click++) await Done(me, new RemoveLeadNote(me, unlock, first));
        (await Open(me, unlock)).Notes.ShouldHaveSingleItem().Text.ShouldBe("Devis envoyé.");
    }

    [Fact]
    public async Task Ten_clicks_at_once_keep_one_note()
    {
        var (me, unlock) = await BoughtOne();
        var note = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => As(me, new AddLeadNote(me, unlock, note, "n")))));

        answers.ShouldAllBe(answer => !answer.IsFailure);
        (await NotesOf(unlock)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_hundred_notes_are_kept_and_one_more_in_the_place_of_one_that_was_removed()
    {
        var (me, unlock) = await BoughtOne();
        var (first, last) = (Guid.NewGuid(), Guid.NewGuid());
        await Done(me, new AddLeadNote(me, unlock, first, "n"));
        await Database.Truth<object>("""
            insert into purchasing.lead_notes (unlock_id, id, contractor_id, text, noted_at)
            select @id, gen_random_uuid(), @me, 'n', @at from generate_series(1, 198)
            """, new { id = unlock.Value, me = me.Value, at = Samples.Noon });

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => As(me, new AddLeadNote(me, unlock, Guid.NewGuid(), "n")))));

        answers.Where(answer => answer.IsFailure).Select(answer => answer.Error.Code).ShouldBe(Enumerable.Repeat("purchasing.notes-full", 9));
        await Done(me, new AddLeadNote(me, unlock, first, "n"));
        await Done(me, new RemoveLeadNote(me, unlock, first));
        await Done(me, new AddLeadNote(me, unlock, last, "n"));
        (await NotesOf(unlock)).ShouldBe(200);
    }

    // The ids are made by browsers: what one contractor picks must never be in another's way.
    [Fact]
    public async Task One_id_may_be_used_on_two_leads()
    {
        var ((me, mine), (rival, theirs)) = (await BoughtOne(), await BoughtOne());
        var id = Guid.NewGuid();

        await Done(me, new AddLeadNote(me, mine, id, "mine"));
        await Done(rival, new AddLeadNote(rival, theirs, id, "theirs"));
        await Done(rival, new RemoveLeadNote(rival, theirs, id));

        (await Open(me, mine)).Notes.ShouldHaveSingleItem().Text.ShouldBe("mine");
    }

    public static TheoryData<string?, string> Impossible => new()
    {
        { null, "purchasing.text-missing" }, { " \n ", "purchasing.text-missing" }, { new string('x', 2001), "purchasing.text-too-long" },
        { "a\0b", "purchasing.text-not-allowed" }, { "a\u202Eb", "purchasing.text-not-allowed" }, { "HALF", "purchasing.text-not-allowed" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_cannot_be_kept_is_refused(string? text, string code)
    {
        var (me, unlock) = await BoughtOne();

        // Half a character: no test's name can hold one.
        var refused = (await As(me, new AddLeadNote(me, unlock, Guid.NewGuid(), text is "HALF" ? "chien \uD83D" : text))).Error;
        (refused.Code, refused.Fields.Single().Code).ShouldBe(("validation.failed", code));
        await Done(me, new AddLeadNote(me, unlock, Guid.NewGuid(), new string('é', 2000)));
    }
}
