<?cs include!"layout.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"macros_items.cs" ?><?cs include!"macros_proof.cs" ?><?cs call:page_start() ?><main id="main" class="page office-page">
<h1><?cs if:Bulk.count == #1 ?><?cs var:Lang.build.bulk[Bulk.what].ask_one ?><?cs else ?><?cs var:Lang.build.bulk[Bulk.what].ask ?> (<?cs var:Bulk.count ?>)<?cs /if ?></h1>
<p class="lead"><?cs var:Lang.build.bulk[Bulk.what].words ?></p>
<form method="post" action="<?cs var:url_validate(Bulk.path) ?>">
<input type="hidden" name="token" value="<?cs var:Bulk.token ?>">
<input type="hidden" name="back" value="<?cs var:Bulk.back ?>">
<input type="hidden" name="sure" value="1">
<ul class="lines card"><?cs each:i = Bulk.item ?><li><div><?cs if:!?Bulk.all ?><input type="hidden" name="item" value="<?cs var:i.id ?>"><?cs /if ?><?cs call:item_link(i) ?><?cs if:string.length(i.about) > #0 ?><span class="quiet" dir="auto"><?cs var:i.about ?></span><?cs /if ?></div><div class="marks"><?cs call:item_state(i) ?></div></li>
<?cs /each ?><?cs if:?Bulk.more ?><li class="quiet"><?cs var:Lang.batch.and ?> <?cs var:Bulk.more ?> <?cs var:Lang.batch.others ?></li>
<?cs /if ?></ul>
<?cs if:?Proof.proof.name ?><?cs call:proof_choice(Proof.proof, Lang.proof.many, "") ?><?cs /if ?><p class="actions"><button<?cs if:Bulk.what == "delete" ?> class="danger"<?cs /if ?> name="do" value="<?cs var:Bulk.do ?>"><?cs var:Lang.build.bulk[Bulk.what].sure ?></button>
<a class="button second" href="<?cs var:url_validate(Bulk.path + "?" + Bulk.back) ?>"><?cs var:Lang.confirm.back ?></a></p>
</form>
</main>
<?cs call:page_end() ?>
