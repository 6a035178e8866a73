<?cs include!"layout.cs" ?><?cs include!"macros.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"sheet.cs" ?><?cs include!"item_look.cs" ?><?cs include!"pathway.cs" ?><?cs include!"item_parts.cs" ?><?cs include!"endorse_decide.cs" ?><?cs call:page_start() ?><link rel="stylesheet" href="<?cs var:url_validate(Site.base + "/static/item.css?v=" + Site.version) ?>">
<main id="main" class="page item-page">
<p class="crumbs"><a href="<?cs var:url_validate(Item.list) ?>"><?cs var:Item.plural ?></a></p>
<?cs call:item_head() ?><?cs call:item_ways() ?><?cs if:?Endorse.kind ?><?cs call:endorse_decide() ?><?cs /if ?><?cs call:item_mend() ?><div class="item-columns"><div class="sheet" id="sheet"><?cs if:?Look.as ?><?cs if:Look.as != "clrs" && Look.as != "endorsements" ?><h2 class="hide"><?cs var:Lang.edit.look_title ?></h2>
<?cs /if ?><?cs call:item_look() ?><?cs else ?><p><?cs var:Lang.edit.item_broken ?></p><?cs /if ?></div>
<aside aria-label="<?cs var:Lang.edit.item_about ?>"><?cs call:item_facts_of() ?><?cs call:item_holders() ?></aside></div>
<?cs if:?Pathway.width ?><section class="card" aria-labelledby="pathway"><h2 id="pathway"><?cs var:Lang.edit.pathway ?></h2>
<?cs call:pathway(Pathway) ?></section>
<?cs /if ?><?cs call:item_json() ?></main>
<?cs call:page_end() ?>
