<?cs include!"layout.cs" ?><?cs include!"pathway.cs" ?>
<?cs def:part_of(i) ?><a href="<?cs var:url_validate(i.href) ?>" dir="auto"><?cs if:string.length(i.name) > #0 ?><?cs var:i.name ?><?cs else ?><?cs var:Lang.build.nameless ?><?cs /if ?></a><?cs /def ?>
<?cs def:part_target(i) ?><?cs if:?i.link ?><a class="address" rel="noopener noreferrer nofollow" href="<?cs var:url_validate(i.link) ?>"><?cs var:i.target ?></a><?cs else ?><span class="address"><?cs var:i.target ?></span><?cs /if ?><?cs /def ?>
<?cs # Whose it is, what it says, and of an alignment where. ?>
<?cs def:part_row(i) ?><tr><th scope="row"><?cs call:part_of(i) ?></th>
<td data-label="<?cs var:Lang.build.parts[List.slug].words ?>"><span dir="auto"><?cs var:i.words ?></span></td>
<?cs if:List.slug == "alignments" ?><td data-label="<?cs var:Lang.build.parts[List.slug].target ?>"><?cs call:part_target(i) ?></td>
<?cs /if ?></tr>
<?cs /def ?>
<?cs def:part_table() ?><table class="list">
<caption class="hide"><?cs var:Lang.build.alsos[List.slug].title ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.build.parts[List.slug].of ?></th><th scope="col"><?cs var:Lang.build.parts[List.slug].words ?></th><?cs if:List.slug == "alignments" ?><th scope="col"><?cs var:Lang.build.parts[List.slug].target ?></th><?cs /if ?></tr></thead>
<tbody>
<?cs each:i = List.item ?><?cs call:part_row(i) ?><?cs /each ?></tbody>
</table>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page wide office-page">
<p class="crumbs"><a href="<?cs var:url_validate(Site.base + "/build") ?>"><?cs var:Lang.build.title ?></a></p>
<h1><?cs var:Lang.build.alsos[List.slug].title ?></h1>
<p class="quiet"><?cs var:Lang.build.alsos[List.slug].what ?> <?cs var:Lang.build.parts[List.slug].where ?></p>
<?cs if:?List.item.0.href || string.length(List.q) > #0 ?><form class="search" role="search" action="<?cs var:url_validate(List.path) ?>">
<div><label for="q"><?cs var:Lang.build.search ?></label>
<input type="search" id="q" name="q" maxlength="200" value="<?cs var:List.q ?>" dir="auto"></div>
<button><?cs var:Lang.build.find ?></button>
<?cs if:string.length(List.q) > #0 ?><a class="button second" href="<?cs var:url_validate(List.path) ?>"><?cs var:Lang.build.clear ?></a>
<?cs /if ?></form>
<?cs /if ?><?cs if:?List.item.0.href ?><?cs each:g = Pathway.group ?><?cs call:pathway(g) ?><?cs /each ?><p class="range" role="status"><span><?cs var:List.from ?>–<?cs var:List.to ?> <?cs var:Lang.build.of ?> <b><?cs var:List.total ?></b></span></p>
<?cs call:part_table() ?><?cs call:pager() ?><?cs elif:string.length(List.q) > #0 ?><div class="empty" role="status"><p><b><?cs var:Lang.build.nothing ?></b></p><p><a class="button" href="<?cs var:url_validate(List.path) ?>"><?cs var:Lang.build.clear ?></a></p></div>
<?cs else ?><div class="empty" role="status"><p><b><?cs var:Lang.build.parts[List.slug].none ?></b></p>
<p><?cs var:Lang.build.parts[List.slug].where ?></p>
<p><a class="button" href="<?cs var:url_validate(List.achievements) ?>"><?cs var:Lang.build.parts_go ?></a></p></div>
<?cs /if ?></main>
<?cs call:page_end() ?>
