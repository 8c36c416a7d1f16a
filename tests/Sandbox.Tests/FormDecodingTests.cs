using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Tests;

public sealed class FormDecodingTests
{
    private static string Flat(string encoded) => string.Join(' ', FormTree.Parse(encoded).Flatten().Select(leaf => $"{leaf.Name}={leaf.Value}"));

    [Theory]
    [InlineData("a[b][c]=1", "[a][b][c]=1")]
    [InlineData("a[]=x&a[]=y", "[a][0]=x [a][1]=y")]
    [InlineData("a[10]=k&a[2]=b", "[a][2]=b [a][10]=k")]
    [InlineData("a=", "[a]=")]
    [InlineData("a", "[a]=")]
    [InlineData("a=1&a=2", "[a]=2")]
    [InlineData("a%5Bb%5D=caf%C3%A9+noir", "[a][b]=café noir")]
    [InlineData("a=1%2B1%3D2%26", "[a]=1+1=2&")]
    [InlineData("&&a=1&", "[a]=1")]
    [InlineData("a=%zz", "[a]=%zz")]
    public void Stripes_nesting_is_understood(string encoded, string expected) => Flat(encoded).ShouldBe(expected);

    [Theory]
    [InlineData("a[b=1")]
    [InlineData("[a]=1")]
    [InlineData("a]b=1")]
    [InlineData("a=1&a[b]=2")]
    [InlineData("a[b]=2&a=1")]
    [InlineData("a[[b]]=1")]
    [InlineData("a[1][2][3][4][5][6][7][8][9]=1")]
    [InlineData("a=%00")]
    public void A_malformed_name_or_value_is_refused(string encoded) =>
        Should.Throw<StripeRefusal>(() => FormTree.Parse(encoded)).Answer.Status.ShouldBe(400);

    [Fact]
    public void Two_encodings_of_one_request_compare_equal() => Flat("b=2&a[1]=y&a[0]=x").ShouldBe(Flat("a[]=x&a[]=y&b=2"));

    [Fact]
    public void Metadata_keeps_to_Stripes_limits()
    {
        Read("metadata[k]=v&metadata[empty]=").ToJsonString().ShouldBe("""{"k":"v"}""");
        Should.Throw<StripeRefusal>(() => Read($"metadata[{new string('k', 41)}]=v"));
        Should.Throw<StripeRefusal>(() => Read($"metadata[k]={new string('v', 501)}"));
        Should.Throw<StripeRefusal>(() => Read(string.Join('&', Enumerable.Range(0, 51).Select(i => $"metadata[k{i}]=v"))));

        static System.Text.Json.Nodes.JsonObject Read(string encoded) => new StripeForm(FormTree.Parse(encoded)).Metadata();
    }
}
