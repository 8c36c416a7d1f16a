using LeadMarket.Kernel.Markets;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace LeadMarket.Web.Presentation;

/// <summary>Gives each page one address per language of the market, in place of the one of its file name.</summary>
internal sealed class LocalizedRoutes(Market market) : IPageRouteModelConvention
{
    public void Apply(PageRouteModel model)
    {
        if (PagePaths.Of(model.ViewEnginePath) is not { } path) return;

        model.Selectors.Clear();
        foreach (var locale in market.Locales)
        {
            model.Selectors.Add(new SelectorModel { AttributeRouteModel = new AttributeRouteModel { Template = path.Template(locale) } });
        }
    }
}
