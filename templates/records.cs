<?cs include!"layout.cs" ?><?cs include!"macros_lists.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<h1><?cs var:Lang.list.title ?></h1>
<form class="search" role="search" action="<?cs var:url_validate(Site.base + "/records") ?>">
<div><label for="q"><?cs var:Lang.list.search ?></label>
<input type="search" id="q" name="q" maxlength="200" value="<?cs var:List.q ?>" dir="auto"></div>
<button><?cs var:Lang.list.find ?></button>
<?cs if:string.length(List.q) > #0 ?><a class="button second" href="<?cs var:url_validate(Site.base + "/records") ?>"><?cs var:Lang.list.clear ?></a>
<?cs /if ?></form>
<?cs if:?List.item.0.href ?><p role="status"><?cs var:Lang.list.range ?> <?cs var:List.from ?>–<?cs var:List.to ?> <?cs var:Lang.list.of ?> <?cs var:List.total ?></p>
<?cs call:record_table(List.item) ?><?cs call:pager() ?><p class="actions"><a class="button second" href="<?cs var:url_validate(Site.base + "/import") ?>"><?cs var:Lang.home.import ?></a></p>
<?cs elif:string.length(List.q) > #0 ?><div class="empty" role="status"><p><b><?cs var:Lang.list.nothing ?> “<span dir="auto"><?cs var:List.q ?></span>”.</b></p>
<p><?cs var:Lang.list.nothing_next ?></p></div>
<?cs else ?><div class="empty" role="status"><p><b><?cs var:Lang.list.empty ?></b></p>
<p><?cs var:Lang.list.empty_next ?></p>
<p><a class="button" href="<?cs var:url_validate(Site.base + "/import") ?>"><?cs var:Lang.home.import ?></a></p></div>
<?cs /if ?></main>
<?cs call:page_end() ?>
