<?cs include!"layout.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"macros_items.cs" ?>
<?cs def:intake_name(p) ?><?cs if:string.length(p.name) > #0 ?><?cs var:p.name ?><?cs else ?><?cs var:p.id ?><?cs /if ?><?cs /def ?>

<?cs def:intake_fate(p) ?><span class="mark mark-<?cs if:p.fate == "new" ?>draft<?cs elif:p.fate == "same" ?>published<?cs else ?>changed<?cs /if ?>"><?cs if:p.fate == "new" ?><?cs call:state_icon("draft") ?> <?cs var:Lang.intake.is_new ?><?cs elif:p.fate == "same" ?><?cs call:tick_icon() ?> <?cs var:Lang.intake.is_same ?><?cs else ?><?cs call:warn_icon() ?> <?cs var:Lang.intake.is_other ?><?cs /if ?></span><?cs /def ?>

<?cs def:intake_part(p) ?><li><div><?cs if:?p.href ?><a href="<?cs var:url_validate(p.href) ?>" dir="auto"><?cs call:intake_name(p) ?></a><?cs else ?><span dir="auto"><?cs call:intake_name(p) ?></span><?cs /if ?><?cs if:p.seen > #1 ?><span class="quiet"><?cs var:Lang.intake.seen ?> <?cs var:p.seen ?></span><?cs /if ?></div><div class="marks"><?cs call:intake_fate(p) ?></div></li>
<?cs /def ?>

<?cs def:intake_group(g) ?><details class="card group"<?cs if:?g.open && g.makes + g.differs > #0 ?> open<?cs /if ?>><summary><b><?cs var:g.total ?></b> <?cs var:g.label ?> <?cs if:g.makes > #0 ?><span><?cs var:g.makes ?> <?cs var:Lang.intake.of_new ?></span> <?cs /if ?><?cs if:g.same > #0 ?><span><?cs var:g.same ?> <?cs var:Lang.intake.of_same ?></span> <?cs /if ?><?cs if:g.differs > #0 ?><span class="differs"><?cs var:g.differs ?> <?cs var:Lang.intake.of_other ?></span><?cs /if ?></summary>
<ul class="lines"><?cs each:p = g.part ?><?cs call:intake_part(p) ?><?cs /each ?></ul></details>
<?cs /def ?>

<?cs # Those that differ, named where the choice is made. ?>
<?cs def:intake_choice() ?><div class="card" role="radiogroup" aria-labelledby="choose"><h2 id="choose"><?cs var:Lang.intake.choose ?></h2>
<ul class="lines"><?cs each:g = Intake.group ?><?cs if:g.differs > #0 ?><?cs each:p = g.part ?><?cs if:p.fate == "differs" ?><?cs call:intake_part(p) ?><?cs /if ?><?cs /each ?><?cs /if ?><?cs /each ?></ul>
<p><label><input type="radio" name="differs" value="keep" checked> <?cs var:Lang.intake.keep ?></label></p>
<p><label><input type="radio" name="differs" value="replace"> <?cs var:Lang.intake.replace ?></label></p></div>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page office-page">
<p class="crumbs"><a href="<?cs var:url_validate(Intake.back) ?>"><?cs var:Lang.intake.back ?></a></p>
<h1><?cs var:Lang.intake.title ?></h1>
<p class="lead"><?cs if:string.length(Intake.learner) > #0 ?><b dir="auto"><?cs var:Intake.learner ?></b><?cs if:string.length(Intake.name) > #0 ?>, <?cs /if ?><?cs /if ?><span dir="auto"><?cs var:Intake.name ?></span></p>
<?cs if:Intake.makes + Intake.differs > #0 ?><p><?cs var:Lang.intake.lead ?></p>
<?cs /if ?><ul class="counts"><?cs if:Intake.makes > #0 ?><li><b><?cs var:Intake.makes ?></b> <?cs var:Lang.intake.makes ?></li><?cs /if ?><?cs if:Intake.same > #0 ?><li><b><?cs var:Intake.same ?></b> <?cs var:Lang.intake.same ?></li><?cs /if ?><?cs if:Intake.differs > #0 ?><li><b><?cs var:Intake.differs ?></b> <?cs var:Lang.intake.differs ?></li><?cs /if ?></ul>
<?cs if:Intake.makes + Intake.differs > #0 ?><form method="post" action="<?cs var:url_validate(Intake.action) ?>">
<input type="hidden" name="token" value="<?cs var:Intake.token ?>">
<?cs if:Intake.differs > #0 ?><?cs call:intake_choice() ?><?cs /if ?><p class="actions"><button><?cs var:Lang.intake.do ?></button>
<a class="button second" href="<?cs var:url_validate(Intake.back) ?>"><?cs var:Lang.publish.later ?></a></p>
</form>
<?cs else ?><p class="all-well"><?cs call:tick_icon() ?><?cs var:Lang.intake.nothing ?></p>
<?cs /if ?><h2><?cs var:Lang.intake.caption ?></h2>
<?cs each:g = Intake.group ?><?cs call:intake_group(g) ?><?cs /each ?></main>
<?cs call:page_end() ?>
