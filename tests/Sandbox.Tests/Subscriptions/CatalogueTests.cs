namespace LeadMarket.Sandbox.Tests.Subscriptions;

public sealed class CatalogueTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    private readonly RunningSandbox _sandbox = shared.Sandbox;

    [Fact]
    public async Task A_product_id_is_taken_once()
    {
        (await _sandbox.Post("/v1/products", "id=plan_pro&name=Pro&metadata[plan]=pro")).Body.Text("id").ShouldBe("plan_pro");
        var (status, body, _) = await _sandbox.Post("/v1/products", "id=plan_pro&name=Pro");
        status.ShouldBe(400);
        body.Code().ShouldBe("resource_already_exists");
        (await _sandbox.Get("/v1/products/plan_pro"))["metadata"]!.Text("plan").ShouldBe("pro");

        var race = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _sandbox.Post("/v1/products", "id=plan_race&name=Race")));
        race.Count(answer => answer.Status == 200).ShouldBe(1);
        race.ShouldAllBe(answer => answer.Status == 200 || answer.Body.Code() == "resource_already_exists");
    }

    [Fact]
    public async Task A_lookup_key_names_one_price_and_moves_to_the_next()
    {
        var product = await BillingShop.New(_sandbox, "/v1/products", "name=Pro");
        var old = await BillingShop.Price(_sandbox, product, 4900, "&lookup_key=lead_pro&metadata[plan]=pro");
        (await _sandbox.Post("/v1/prices", $"product={product}&currency=cad&unit_amount=5900&recurring[interval]=month&lookup_key=lead_pro"))
            .Status.ShouldBe(400);

        var next = await BillingShop.Price(_sandbox, product, 5900, "&lookup_key=lead_pro&transfer_lookup_key=true");
        var found = (await _sandbox.Get("/v1/prices?lookup_keys[0]=lead_pro&active=true&limit=100"))["data"]!.AsArray();
        found.ShouldHaveSingleItem()!.Text("id").ShouldBe(next);
        (await _sandbox.Get($"/v1/prices/{old}"))["lookup_key"].ShouldBeNull();
        (await _sandbox.Post($"/v1/prices/{old}", "active=false")).Body["active"]!.GetValue<bool>().ShouldBeFalse();
        (await _sandbox.Get($"/v1/prices?product={product}&active=true&expand[]=data.product"))["data"]!.AsArray()
            .ShouldHaveSingleItem()!["product"]!.Text("id").ShouldBe(product);
    }

    [Fact]
    public async Task A_tax_rate_keeps_its_decimals()
    {
        var rate = await BillingShop.New(_sandbox, "/v1/tax_rates", "display_name=TVQ&inclusive=false&percentage=9.975&country=CA&metadata[code]=qst");
        (await _sandbox.Get($"/v1/tax_rates/{rate}"))["percentage"]!.GetValue<decimal>().ShouldBe(9.975m);
        (await _sandbox.Get("/v1/tax_rates?active=true&limit=100"))["data"]!.AsArray().ShouldContain(each => each!.Text("id") == rate);
    }

    [Theory]
    [InlineData("/v1/products", "metadata[a]=b", "parameter_missing")]
    [InlineData("/v1/products", "name=A&nonsense=1", "parameter_unknown")]
    [InlineData("/v1/prices", "product=prod_none&currency=cad&unit_amount=100&recurring[interval]=month", "resource_missing")]
    [InlineData("/v1/prices", "product=prod_none&currency=cad&unit_amount=-1", "parameter_invalid_integer")]
    [InlineData("/v1/prices", "product=prod_none&currency=cad&unit_amount=1&recurring[nope]=1", "parameter_missing")]
    [InlineData("/v1/tax_rates", "display_name=A&inclusive=false&percentage=9.97501", "parameter_invalid_decimal")]
    [InlineData("/v1/tax_rates", "display_name=A&inclusive=false&percentage=101", "parameter_invalid_decimal")]
    [InlineData("/v1/tax_rates", "display_name=A&percentage=5", "parameter_missing")]
    [InlineData("/v1/invoices/create_preview", "subscription=sub_none", "resource_missing")]
    [InlineData("/v1/subscriptions/sub_none", "cancel_at_period_end=true", "resource_missing")]
    [InlineData("/v1/invoices/in_none/pay", "", "resource_missing")]
    [InlineData("/v1/billing_portal/sessions", "customer=cus_none", "resource_missing")]
    [InlineData("/v1/checkout/sessions", "mode=subscription&success_url=http%3A%2F%2Flocalhost&line_items[0][price]=price_none", "parameter_missing")]
    public async Task Bad_parameters_are_refused_in_Stripes_words(string path, string form, string code)
    {
        var (status, body, _) = await _sandbox.Post(path, form);
        status.ShouldBeOneOf(400, 404);
        body.Code().ShouldBe(code);
    }
}
