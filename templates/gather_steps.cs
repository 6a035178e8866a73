<?cs # What each step of putting a record together asks: web/gather_fill.c. ?>
<?cs def:gather_person(field) ?><div class="search"><div><label for="find"><?cs var:Lang.build.gather.find ?></label>
<input type="search" id="find" name="find" maxlength="200" value="<?cs var:Gather.find ?>" dir="auto"></div>
<button class="second" name="go" value="<?cs var:Gather.now ?>"><?cs var:Lang.build.find ?></button></div>
<?cs if:?Gather.found.0.id ?><ul class="choices"><?cs each:i = Gather.found ?><?cs call:item_choice(i, "radio", field) ?><?cs /each ?></ul>
<?cs else ?><p class="none"><?cs var:Lang.build.award.none_found ?> <a href="<?cs var:url_validate(Site.base + "/profiles/new") ?>"><?cs var:Lang.build.boxes.profiles.new ?></a></p>
<?cs /if ?><?cs if:?Gather.more ?><p class="quiet"><?cs var:Gather.more ?> <?cs var:Lang.build.award.not_shown ?></p>
<?cs /if ?><?cs /def ?>

<?cs def:gather_filters() ?><div class="search filters">
<?cs if:?Gather.terms.0.value ?><div><label for="term"><?cs var:Lang.build.term ?></label>
<select id="term" name="term"><option value=""><?cs var:Lang.build.any ?></option><?cs each:c = Gather.terms ?><?cs call:choice(c, c.words) ?><?cs /each ?></select></div>
<?cs /if ?><?cs if:?Gather.kinds.0.value ?><div><label for="kind"><?cs var:Lang.build.kind ?></label>
<select id="kind" name="kind"><option value=""><?cs var:Lang.build.any ?></option><?cs each:c = Gather.kinds ?><?cs call:choice(c, c.words) ?><?cs /each ?></select></div>
<?cs /if ?><div class="tick"><label><input type="checkbox" name="fresh" value="1"<?cs if:?Gather.fresh ?> checked<?cs /if ?>> <?cs var:Lang.build.in_none ?></label></div>
<button class="second" name="go" value="filter"><?cs var:Lang.build.gather.filter ?></button></div>
<?cs /def ?>

<?cs def:gather_line(i) ?><?cs if:?i.begins ?><li class="term"><?cs if:string.length(i.term) > #0 ?><span dir="auto"><?cs var:i.term ?></span><?cs else ?><?cs var:Lang.build.gather.no_term ?><?cs /if ?></li>
<?cs /if ?><li class="choice"><label><input type="checkbox" name="assertion" value="<?cs var:i.id ?>"<?cs if:?i.chosen ?> checked<?cs /if ?>> <span><b><?cs call:item_name(i) ?></b> <span class="quiet"><?cs call:item_kind(i) ?><?cs if:?i.issued.iso ?> · <?cs call:item_time(i.issued) ?><?cs /if ?></span> <?cs call:item_state(i) ?></span></label></li>
<?cs /def ?>

<?cs def:gather_assertions() ?><input type="hidden" name="ticked" value="<?cs var:Gather.learner.id ?>">
<?cs if:Gather.all > #0 ?><?cs call:gather_filters() ?><?cs /if ?><?cs if:?Gather.assertion.0.id ?><ul class="choices many"><?cs each:i = Gather.assertion ?><?cs call:gather_line(i) ?><?cs /each ?></ul>
<?cs if:?Gather.unlisted ?><p class="quiet"><?cs var:Gather.unlisted ?> <?cs var:Lang.build.gather.unlisted ?></p>
<?cs /if ?><?cs elif:Gather.all > #0 ?><div class="empty"><p><b><?cs var:Lang.build.nothing ?></b></p><p><?cs var:Lang.build.gather.filtered_none ?></p></div>
<?cs else ?><div class="empty"><p><b><?cs var:Lang.build.gather.none ?></b></p><p><a class="button" href="<?cs var:url_validate(Site.base + "/award?learner=" + Gather.learner.id) ?>"><?cs var:Lang.build.boxes.assertions.new ?></a></p></div>
<?cs /if ?><?cs /def ?>

<?cs def:gather_rest() ?><div class="fields"><div><label for="name"><?cs var:Lang.build.gather.name ?></label>
<p class="help" id="name-help"><?cs var:Lang.build.gather.name_help ?></p>
<input type="text" id="name" name="name" maxlength="300" value="<?cs var:Gather.name ?>" dir="auto" aria-describedby="name-help"></div></div>
<div class="tick"><label><input type="checkbox" name="partial" value="1"<?cs if:?Gather.partial ?> checked<?cs /if ?> aria-describedby="partial-help"> <?cs var:Lang.build.gather.partial ?></label>
<p class="help" id="partial-help"><?cs var:Lang.build.gather.partial_help ?></p></div>
<fieldset><legend><?cs var:Lang.build.gather.related ?></legend>
<p class="help"><?cs var:Lang.build.gather.related_help ?></p>
<div class="search"><div><label for="find"><?cs var:Lang.build.award.search ?></label>
<input type="search" id="find" name="find" maxlength="200" value="<?cs var:Gather.find ?>" dir="auto"></div>
<button class="second" name="go" value="rest"><?cs var:Lang.build.find ?></button></div>
<?cs if:?Gather.related.0.id ?><ul class="choices"><?cs each:i = Gather.related ?><?cs call:item_choice(i, "checkbox", "related") ?><?cs /each ?></ul>
<?cs /if ?></fieldset>
<?cs /def ?>

<?cs def:gather_review() ?><dl class="facts card">
<div><dt><?cs var:Lang.build.gather.name ?></dt><dd dir="auto"><?cs if:string.length(Gather.name) > #0 ?><?cs var:Gather.name ?><?cs else ?><?cs var:Lang.document ?><?cs /if ?></dd></div>
<div><dt><?cs var:Lang.build.gather.learner ?></dt><dd><?cs call:item_name(Gather.learner) ?></dd></div>
<div><dt><?cs var:Lang.build.gather.publisher ?></dt><dd><?cs call:item_name(Gather.publisher) ?></dd></div>
<div><dt><?cs var:Lang.build.boxes.assertions.title ?></dt><dd><?cs var:Gather.count ?></dd></div>
<div><dt><?cs var:Lang.build.gather.whole ?></dt><dd><?cs if:?Gather.partial ?><?cs var:Lang.build.gather.is_partial ?><?cs else ?><?cs var:Lang.build.gather.is_whole ?><?cs /if ?></dd></div></dl>
<ol class="lines card"><?cs each:i = Gather.assertion ?><?cs if:?i.begins ?><li class="term"><?cs if:string.length(i.term) > #0 ?><span dir="auto"><?cs var:i.term ?></span><?cs else ?><?cs var:Lang.build.gather.no_term ?><?cs /if ?></li><?cs /if ?><li><div><?cs call:item_name(i) ?> <span class="quiet"><?cs call:item_kind(i) ?></span></div><div class="marks"><?cs call:item_state(i) ?></div></li>
<?cs /each ?></ol>
<?cs if:?Gather.related.0.id ?><h2><?cs var:Lang.build.gather.related ?></h2>
<ul><?cs each:i = Gather.related ?><li><?cs call:item_name(i) ?></li><?cs /each ?></ul>
<?cs /if ?><p class="quiet"><?cs var:Lang.build.gather.then ?></p>
<?cs /def ?>
