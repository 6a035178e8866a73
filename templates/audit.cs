<?cs include!"layout.cs" ?><?cs include!"macros_account.cs" ?><?cs call:page_start() ?><main id="main" class="page">
<?cs call:admin_ways() ?><h1><?cs var:Lang.admin.audit ?></h1>
<p><?cs var:Lang.admin.audit_words ?></p>
<?cs if:Audit.check == "whole" ?><p class="said" role="status"><?cs call:yes() ?><b><?cs var:Lang.admin.chain_whole ?></b> <?cs var:Audit.entries ?> <?cs var:Lang.admin.chain_read ?><br><span class="quiet"><?cs var:Lang.admin.chain_head ?></span> <code class="hash"><?cs var:Audit.head ?></code><?cs if:Audit.heads > #0 ?><br><?cs var:Lang.admin.heads_fit ?> <?cs var:Audit.heads ?>, <?cs var:Lang.admin.heads_last ?> <?cs call:time(Audit.last) ?>.<?cs /if ?></p>
<?cs elif:Audit.check == "forged" ?><div class="refused" role="alert"><h2><?cs var:Lang.admin.heads_forged ?></h2>
<p dir="auto"><?cs var:Audit.words ?></p>
<p><?cs var:Lang.admin.heads_words ?></p></div>
<?cs elif:Audit.check == "broken" ?><div class="refused" role="alert"><h2><?cs var:Lang.admin.chain_broken ?> <?cs var:Audit.bad ?></h2>
<p dir="auto"><?cs var:Audit.words ?></p>
<p><?cs var:Audit.entries ?> <?cs var:Lang.admin.chain_read ?></p></div>
<?cs /if ?><form class="search" role="search" action="<?cs var:url_validate(Site.base + "/admin/audit") ?>">
<div><label for="q"><?cs var:Lang.admin.audit_search ?></label>
<input type="search" id="q" name="q" maxlength="200" value="<?cs var:Audit.q ?>" dir="auto"></div>
<div class="day"><label for="from"><?cs var:Lang.admin.audit_from ?></label>
<input type="date" id="from" name="from" value="<?cs var:Audit.from ?>"></div>
<div class="day"><label for="to"><?cs var:Lang.admin.audit_to ?></label>
<input type="date" id="to" name="to" value="<?cs var:Audit.to ?>"></div>
<?cs if:?Audit.target ?><input type="hidden" name="target" value="<?cs var:Audit.target ?>">
<?cs /if ?><button><?cs var:Lang.list.find ?></button>
<?cs if:?Audit.filtered ?><a class="button second" href="<?cs var:url_validate(Site.base + "/admin/audit") ?>"><?cs var:Lang.list.clear ?></a>
<?cs /if ?></form>
<?cs if:?Audit.target ?><p><?cs var:Lang.admin.audit_target ?> <code><?cs var:Audit.target ?></code></p>
<?cs /if ?><?cs if:?Audit.item.0.action ?><p role="status"><?cs var:Lang.admin.audit_range ?> <?cs var:List.from ?>–<?cs var:List.to ?> <?cs var:Lang.list.of ?> <?cs var:List.total ?></p>
<table class="list audit">
<caption><?cs var:Lang.admin.audit_caption ?></caption>
<thead><tr><th scope="col" class="num"><?cs var:Lang.admin.audit_number ?></th><th scope="col"><?cs var:Lang.admin.audit_at ?></th><th scope="col"><?cs var:Lang.admin.audit_who ?></th><th scope="col"><?cs var:Lang.admin.audit_what ?></th></tr></thead>
<tbody>
<?cs each:e = Audit.item ?><tr><td class="num" data-label="<?cs var:Lang.admin.audit_number ?>"><?cs var:e.number ?></td>
<td data-label="<?cs var:Lang.admin.audit_at ?>"><?cs call:time(e.at) ?></td>
<td data-label="<?cs var:Lang.admin.audit_who ?>"><span dir="auto"><?cs var:e.name ?></span><?cs if:?e.address ?><br><span class="address"><?cs var:e.address ?></span><?cs /if ?></td>
<td data-label="<?cs var:Lang.admin.audit_what ?>"><span dir="auto"><?cs var:e.words ?></span><br><code><?cs var:e.action ?></code><?cs if:?e.target ?> <a href="<?cs var:url_validate(e.target) ?>"><?cs var:Lang.admin.audit_same ?></a><?cs /if ?></td></tr>
<?cs /each ?></tbody>
</table>
<?cs call:pager() ?><?cs else ?><div class="empty" role="status"><p><b><?cs var:Lang.admin.audit_none ?></b></p></div>
<?cs /if ?><p class="actions"><a class="button second" href="<?cs var:url_validate(Audit.csv) ?>"><?cs var:Lang.admin.audit_csv ?></a> <a class="button second" href="<?cs var:url_validate(Site.base + "/admin/audit?check=1") ?>"><?cs var:Lang.admin.chain_check ?></a></p>
<p class="quiet"><?cs var:Lang.admin.chain_words ?></p>
</main>
<?cs call:page_end() ?>
