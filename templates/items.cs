<?cs include!"layout.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"macros_items.cs" ?><?cs include!"macros_filters.cs" ?>
<?cs # What became of those that were selected. ?>
<?cs def:bulk_lines(lines) ?><ul><?cs each:i = lines ?><li><?cs if:Bulk.what == "delete" && !?i.words ?><?cs call:item_name(i) ?><?cs else ?><?cs call:item_link(i) ?><?cs /if ?><?cs if:string.length(i.about) > #0 ?> <span class="quiet" dir="auto"><?cs var:i.about ?></span><?cs /if ?><?cs if:?i.words ?>: <span dir="auto"><?cs var:i.words ?></span><?cs /if ?></li>
<?cs /each ?></ul><?cs /def ?>
<?cs def:bulk_result() ?><?cs if:Bulk.done_count > #0 ?><div class="card told" role="status"><p><?cs call:tick_icon() ?><b><?cs var:Bulk.done_count ?> <?cs if:Bulk.done_count == #1 ?><?cs var:Lang.build.bulk[Bulk.what].one ?><?cs else ?><?cs var:Lang.build.bulk[Bulk.what].many ?><?cs /if ?></b></p>
<details><summary><?cs var:Lang.build.bulk_which ?></summary><?cs call:bulk_lines(Bulk.done) ?></details></div>
<?cs /if ?><?cs if:Bulk.refused_count > #0 ?><div class="refused" role="alert"><h2><?cs var:Bulk.refused_count ?> <?cs var:Lang.build.bulk_refused ?></h2>
<?cs call:bulk_lines(Bulk.refused) ?></div>
<?cs /if ?><?cs if:?Bulk.none ?><p class="refused" role="alert"><?cs var:Lang.build.bulk_none ?></p>
<?cs /if ?><?cs /def ?>

<?cs def:list_row(i) ?><tr><?cs if:?List.may_delete ?><td class="pick"><label><input type="checkbox" name="item" value="<?cs var:i.id ?>"><span class="hide"><?cs var:Lang.build.select ?> <?cs call:item_name(i) ?></span></label></td>
<?cs /if ?><th scope="row"><?cs call:item_link(i) ?></th>
<td data-label="<?cs var:Lang.build.abouts[List.slug] ?>" dir="auto"><?cs var:i.about ?></td>
<?cs if:?List.has_kind ?><td data-label="<?cs var:Lang.build.kind ?>"><?cs call:item_kind(i) ?></td>
<?cs /if ?><?cs if:?List.has_term ?><td data-label="<?cs var:Lang.build.term ?>" dir="auto"><?cs var:i.term ?></td>
<?cs /if ?><?cs if:?List.has_issued ?><td data-label="<?cs var:Lang.build.issued ?>"><?cs call:item_time(i.issued) ?></td>
<?cs /if ?><td class="marks" data-label="<?cs var:Lang.build.state ?>"><?cs call:item_state(i) ?></td>
<td data-label="<?cs var:Lang.build.updated ?>"><?cs call:item_time(i.updated) ?></td></tr>
<?cs /def ?>

<?cs def:list_table() ?><table class="list items">
<caption class="hide"><?cs var:Lang.build.boxes[List.slug].title ?></caption>
<thead><tr><?cs if:?List.may_delete ?><th scope="col"><span class="hide"><?cs var:Lang.build.select ?></span></th><?cs /if ?><th scope="col"><?cs var:Lang.build.names[List.slug] ?></th><th scope="col"><?cs var:Lang.build.abouts[List.slug] ?></th><?cs if:?List.has_kind ?><th scope="col"><?cs var:Lang.build.kind ?></th><?cs /if ?><?cs if:?List.has_term ?><th scope="col"><?cs var:Lang.build.term ?></th><?cs /if ?><?cs if:?List.has_issued ?><th scope="col"><?cs var:Lang.build.issued ?></th><?cs /if ?><th scope="col"><?cs var:Lang.build.state ?></th><th scope="col"><?cs var:Lang.build.updated ?></th></tr></thead>
<tbody>
<?cs each:i = List.item ?><?cs call:list_row(i) ?><?cs /each ?></tbody>
</table>
<?cs /def ?>

<?cs def:list_bulk() ?><form method="post" action="<?cs var:url_validate(List.path) ?>">
<input type="hidden" name="token" value="<?cs var:List.token ?>">
<input type="hidden" name="back" value="<?cs var:List.back ?>">
<?cs call:list_table() ?><div class="bulk"><span><?cs var:Lang.build.bulk_with ?></span>
<?cs if:?List.may_publish ?><button class="second" name="do" value="publish"><?cs var:Lang.build.bulk[List.may_publish].button ?></button>
<?cs /if ?><?cs if:?List.may_publish_all ?><button class="second" name="do" value="publish all"><?cs var:Lang.build.bulk.publish.all ?> <?cs var:List.total ?></button>
<?cs /if ?><button class="danger" name="do" value="delete"><?cs var:Lang.build.bulk.delete.button ?></button></div>
</form>
<?cs /def ?>

<?cs def:list_none() ?><?cs if:?List.filtered ?><div class="empty" role="status"><p><b><?cs var:Lang.build.nothing ?></b></p>
<p><?cs var:Lang.build.nothing_next ?></p>
<p><a class="button" href="<?cs var:url_validate(List.path) ?>"><?cs var:Lang.build.clear ?></a></p></div>
<?cs else ?><div class="empty" role="status"><p><b><?cs var:Lang.build.boxes[List.slug].none ?></b></p>
<p><?cs var:Lang.build.boxes[List.slug].next ?></p>
<?cs if:?List.new ?><p><a class="button" href="<?cs var:url_validate(List.new) ?>"><?cs var:Lang.build.boxes[List.slug].new ?></a></p>
<?cs /if ?></div>
<?cs /if ?><?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page wide office-page">
<p class="crumbs"><a href="<?cs var:url_validate(Site.base + "/build") ?>"><?cs var:Lang.build.title ?></a></p>
<div class="head"><h1><?cs var:Lang.build.boxes[List.slug].title ?></h1><?cs if:?List.new && ?List.item.0.href ?><p><a class="button" href="<?cs var:url_validate(List.new) ?>"><?cs var:Lang.build.boxes[List.slug].new ?></a></p><?cs /if ?></div>
<p class="quiet"><?cs var:Lang.build.boxes[List.slug].what ?></p>
<?cs call:bulk_result() ?><?cs if:?List.item.0.href || ?List.filtered ?><?cs call:list_filters() ?><?cs /if ?><?cs if:?List.item.0.href ?><p class="range" role="status"><span><?cs var:List.from ?>–<?cs var:List.to ?> <?cs var:Lang.build.of ?> <b><?cs var:List.total ?></b></span> <a href="<?cs var:url_validate(List.csv) ?>"><?cs var:Lang.build.csv ?></a></p>
<?cs if:?List.may_delete ?><?cs call:list_bulk() ?><?cs else ?><?cs call:list_table() ?><?cs /if ?><?cs call:pager() ?><?cs else ?><?cs call:list_none() ?><?cs /if ?></main>
<?cs call:page_end() ?>
