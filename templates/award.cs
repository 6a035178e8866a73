<?cs include!"layout.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"macros_items.cs" ?>
<?cs def:hidden_learners() ?><?cs each:l = Award.learner ?><input type="hidden" name="learner" value="<?cs var:l.id ?>"><?cs /each ?><?cs /def ?>

<?cs # First: which achievement? ?>
<?cs def:award_choose() ?><p class="lead"><?cs var:Lang.build.award.which ?></p>
<form class="search" role="search" action="<?cs var:url_validate(Award.path) ?>"><?cs call:hidden_learners() ?>
<div><label for="q"><?cs var:Lang.build.award.search ?></label>
<input type="search" id="q" name="q" maxlength="200" value="<?cs var:Award.q ?>" dir="auto"></div>
<button><?cs var:Lang.build.find ?></button></form>
<?cs if:?Award.found.0.id ?><form action="<?cs var:url_validate(Award.path) ?>"><?cs call:hidden_learners() ?>
<ul class="lines card"><?cs each:i = Award.found ?><li><div><b><?cs call:item_name(i) ?></b> <span class="quiet"><?cs call:item_kind(i) ?></span><?cs if:string.length(i.about) > #0 ?><span class="quiet" dir="auto"><?cs var:i.about ?></span><?cs /if ?></div><div class="marks"><?cs call:state_mark(i) ?> <button class="second" name="achievement" value="<?cs var:i.id ?>"><?cs var:Lang.build.award.choose ?><span class="hide"> <?cs call:item_name(i) ?></span></button></div></li>
<?cs /each ?></ul></form>
<?cs elif:string.length(Award.q) > #0 ?><div class="empty" role="status"><p><b><?cs var:Lang.build.nothing ?></b></p></div>
<?cs else ?><div class="empty"><p><b><?cs var:Lang.build.boxes.achievements.none ?></b></p><p><?cs var:Lang.build.boxes.achievements.next ?></p><p><a class="button" href="<?cs var:url_validate(Site.base + "/achievements/new") ?>"><?cs var:Lang.build.boxes.achievements.new ?></a></p></div>
<?cs /if ?><?cs /def ?>

<?cs def:award_what(edit) ?><div class="card chosen"><div><b><?cs call:item_link(Award.achievement) ?></b> <span class="quiet"><?cs call:item_kind(Award.achievement) ?></span><?cs if:string.length(Award.achievement.about) > #0 ?><span class="quiet" dir="auto"><?cs var:Award.achievement.about ?></span><?cs /if ?></div><div class="marks"><?cs call:state_mark(Award.achievement) ?><?cs if:edit ?> <a href="<?cs var:url_validate(Award.path) ?>"><?cs var:Lang.build.award.other ?></a><?cs /if ?></div></div>
<?cs /def ?>

<?cs # Some have it already: nobody gets it twice by mistake. ?>
<?cs def:award_asks() ?><div class="asks" role="alert"><h2><?cs if:Award.having == #1 ?><?cs var:Lang.build.award.has_one ?><?cs else ?><?cs var:Award.having ?> <?cs var:Lang.build.award.has_many ?><?cs /if ?></h2>
<p><?cs var:Lang.build.award.has_words ?></p>
<ul><?cs each:l = Award.learner ?><?cs if:?l.has_it ?><li><?cs call:item_link(l) ?></li><?cs /if ?><?cs /each ?></ul>
<p class="actions"><?cs if:Award.others > #0 ?><button name="do" value="others"><?cs var:Lang.build.award.do_others ?> (<?cs var:Award.others ?>)</button> <?cs /if ?><button class="second" name="do" value="again"><?cs var:Lang.build.award.do_again ?></button></p></div>
<?cs /def ?>

<?cs def:award_learner(i, ticked) ?><li class="choice"><label><input type="checkbox" name="learner" value="<?cs var:i.id ?>"<?cs if:ticked ?> checked<?cs /if ?>> <span><b><?cs call:item_name(i) ?></b><?cs if:string.length(i.about) > #0 ?> <span class="quiet" dir="auto"><?cs var:i.about ?></span><?cs /if ?><?cs if:?i.has_it ?> <span class="mark mark-stale"><?cs call:warn_icon() ?> <?cs var:Lang.build.award.has_it ?></span><?cs /if ?></span></label></li>
<?cs /def ?>

<?cs def:award_learners() ?><fieldset><legend><?cs var:Lang.build.award.learners ?></legend>
<p class="help"><?cs var:Lang.build.award.learners_help ?></p>
<?cs if:?Problem.learners ?><p class="refused" role="alert"><?cs var:Lang.build.award.no_learners ?></p>
<?cs /if ?><div class="search"><div><label for="find"><?cs var:Lang.build.award.find ?></label>
<input type="search" id="find" name="find" maxlength="200" value="<?cs var:Award.find ?>" dir="auto"></div>
<button class="second" name="do" value="find"><?cs var:Lang.build.find ?></button></div>
<?cs if:?Award.learner.0.id || ?Award.found.0.id ?><ul class="choices"><?cs each:i = Award.learner ?><?cs call:award_learner(i, #1) ?><?cs /each ?><?cs each:i = Award.found ?><?cs call:award_learner(i, #0) ?><?cs /each ?></ul>
<?cs else ?><p class="none"><?cs var:Lang.build.award.none_found ?> <a href="<?cs var:url_validate(Site.base + "/profiles/new") ?>"><?cs var:Lang.build.boxes.profiles.new ?></a></p>
<?cs /if ?><?cs if:?Award.more ?><p class="quiet"><?cs var:Award.more ?> <?cs var:Lang.build.award.not_shown ?></p>
<?cs /if ?></fieldset>
<?cs /def ?>

<?cs def:award_facts() ?><fieldset><legend><?cs var:Lang.build.award.same ?></legend>
<div class="fields"><div><label for="date"><?cs var:Lang.build.award.date ?></label>
<?cs if:?Problem.date ?><p class="refused" role="alert" id="date-problem"><?cs var:Lang.build.award.no_date ?></p><?cs /if ?>
<input type="date" id="date" name="date" required value="<?cs var:Award.date ?>"<?cs if:?Problem.date ?> aria-invalid="true" aria-describedby="date-problem"<?cs /if ?>></div>
<div><label for="term"><?cs var:Lang.build.award.term ?></label>
<input type="text" id="term" name="term" maxlength="200" list="terms" value="<?cs var:Award.term ?>" dir="auto"><datalist id="terms"><?cs each:t = Award.terms ?><option value="<?cs var:t ?>"></option><?cs /each ?></datalist></div>
<div><label for="credits"><?cs var:Lang.build.award.credits ?></label>
<?cs if:?Problem.credits ?><p class="refused" role="alert" id="credits-problem"><?cs var:Lang.build.award.no_credits ?></p><?cs /if ?>
<input type="text" inputmode="decimal" id="credits" name="credits" maxlength="20" value="<?cs var:Award.credits ?>"<?cs if:?Problem.credits ?> aria-invalid="true" aria-describedby="credits-problem"<?cs /if ?>></div></div></fieldset>
<?cs /def ?>

<?cs def:award_form() ?><p class="lead"><?cs var:Lang.build.award.lead ?></p>
<?cs call:award_what(#1) ?><form method="post" action="<?cs var:url_validate(Award.path) ?>">
<input type="hidden" name="token" value="<?cs var:Award.token ?>">
<input type="hidden" name="achievement" value="<?cs var:Award.achievement.id ?>">
<?cs if:Award.having > #0 ?><?cs call:award_asks() ?><?cs /if ?><?cs call:award_learners() ?><?cs call:award_facts() ?><p class="actions"><button name="do" value="award"><?cs var:Lang.build.award.do ?></button></p>
<p class="quiet"><?cs var:Lang.build.award.then ?></p>
</form>
<?cs /def ?>

<?cs def:award_made() ?><div class="card told" role="status"><p><?cs call:tick_icon() ?><b><?cs var:Award.count ?> <?cs var:Lang.build.award.made ?></b></p></div>
<?cs call:award_what(#0) ?><ul class="lines card"><?cs each:i = Award.made ?><li><div><a href="<?cs var:url_validate(i.href) ?>"><?cs if:string.length(i.about) > #0 ?><span dir="auto"><?cs var:i.about ?></span><?cs else ?><?cs var:Lang.build.nameless ?><?cs /if ?></a></div><div class="marks"><?cs call:state_mark(i) ?> <a class="button second" href="<?cs var:url_validate(i.href + "/edit") ?>"><?cs var:Lang.build.award.add ?><span class="hide"> (<?cs var:i.about ?>)</span></a></div></li>
<?cs /each ?></ul>
<p class="actions"><a class="button" href="<?cs var:url_validate(Award.list) ?>"><?cs var:Lang.build.award.list ?></a> <a href="<?cs var:url_validate(Site.base + "/award") ?>"><?cs var:Lang.build.award.more ?></a></p>
<?cs /def ?>
<?cs call:page_start() ?><main id="main" class="page office-page">
<p class="crumbs"><a href="<?cs var:url_validate(Site.base + "/build") ?>"><?cs var:Lang.build.title ?></a></p>
<h1><?cs if:?Award.made.0.href ?><?cs var:Lang.build.award.done ?><?cs else ?><?cs var:Lang.build.award.title ?><?cs /if ?></h1>
<?cs if:?Award.made.0.href ?><?cs call:award_made() ?><?cs elif:?Award.achievement.id ?><?cs call:award_form() ?><?cs else ?><?cs call:award_choose() ?><?cs /if ?></main>
<?cs call:page_end() ?>
