<?cs include!"layout.cs" ?><?cs include!"macros.cs" ?><?cs include!"macros_state.cs" ?><?cs include!"sheet.cs" ?><?cs include!"item_look.cs" ?><?cs include!"fields.cs" ?>
<?cs # What somebody else saved meanwhile, beside what was typed here. ?>
<?cs def:conflict() ?><section class="card conflict" role="alert" aria-labelledby="conflict"><h2 id="conflict"><?cs var:Lang.edit.conflict ?></h2>
<p><b dir="auto"><?cs var:Conflict.by ?></b> <?cs var:Lang.edit.conflict_by ?><?cs if:?Conflict.at.iso ?>, <time datetime="<?cs var:Conflict.at.iso ?>"><?cs var:Conflict.at.words ?></time><?cs /if ?>. <?cs var:Lang.edit.conflict_words ?></p>
<?cs if:?Conflict.line.0.where ?><table class="list diff"><caption><?cs var:Lang.edit.conflict_caption ?></caption>
<thead><tr><th scope="col"><?cs var:Lang.edit.where ?></th><th scope="col"><?cs var:Lang.edit.theirs ?></th><th scope="col"><?cs var:Lang.edit.mine ?></th></tr></thead>
<tbody><?cs each:l = Conflict.line ?><tr><th scope="row" dir="auto"><?cs var:l.where ?></th><td data-label="<?cs var:Lang.edit.theirs ?>" dir="auto"><?cs if:?l.before ?><?cs var:l.before ?><?cs else ?><span class="quiet"><?cs var:Lang.edit.nothing ?></span><?cs /if ?></td><td data-label="<?cs var:Lang.edit.mine ?>" dir="auto"><?cs if:?l.after ?><?cs var:l.after ?><?cs else ?><span class="quiet"><?cs var:Lang.edit.nothing ?></span><?cs /if ?></td></tr>
<?cs /each ?></tbody></table>
<?cs if:?Conflict.cut ?><p><?cs var:Lang.edit.conflict_cut ?></p>
<?cs /if ?><?cs else ?><p><?cs var:Lang.edit.conflict_same ?></p>
<?cs /if ?><p class="actions"><button name="do" value="over <?cs var:Conflict.rev ?>"><?cs var:Lang.edit.save_mine ?></button> <a class="button second" href="<?cs var:url_validate(Edit.action) ?>"><?cs var:Lang.edit.take_theirs ?></a> <a class="button second" href="#fields"><?cs var:Lang.edit.go_on ?></a></p></section>
<?cs /def ?>

<?cs # Who earned it: chosen by name; the document keeps the identity. ?>
<?cs def:recipient() ?><section class="card recipient" aria-labelledby="who"><input type="hidden" name="learner was" value="<?cs var:Learner.was ?>"><h2 id="who"><?cs var:Lang.edit.who ?></h2>
<p><?cs if:?Learner.is ?><?cs var:Lang.edit.who_is ?> <b dir="auto"><?cs var:Learner.is ?></b>.<?cs elif:?Learner.some ?><?cs var:Lang.edit.who_some ?><?cs else ?><?cs var:Lang.edit.who_none ?><?cs /if ?></p>
<?cs if:?Learner.total ?><div class="find"><label for="find-learner"><?cs var:Lang.edit.who_find ?></label>
<div class="line"><input type="search" dir="auto" id="find-learner" name="find /recipient" value="<?cs var:Learner.query ?>"><button class="small" name="do" value="find /recipient"><?cs var:Lang.list.find ?></button></div></div>
<?cs /if ?><div class="line"><label for="learner" class="hide"><?cs var:Lang.edit.who_choose ?></label><select id="learner" name="learner"><option value=""><?cs var:Lang.edit.who_choose ?></option><?cs each:o = Learner.option ?><option value="<?cs var:o.value ?>"<?cs if:?o.chosen ?> selected<?cs /if ?>><?cs var:o.label ?><?cs if:?o.about ?> (<?cs var:o.about ?>)<?cs /if ?></option><?cs /each ?></select>
<button class="second" name="do" value="fill /recipient"><?cs var:Lang.edit.who_fill ?></button></div>
<p><label class="radio"><input type="checkbox" name="hide" value="1"<?cs if:?Learner.hide ?> checked<?cs /if ?>> <?cs var:Lang.edit.who_hide ?></label></p></section>
<?cs /def ?>

<?cs # An alignment from its framework's own server. ?>
<?cs def:case() ?><section class="card recipient" aria-labelledby="case"><h2 id="case"><?cs var:Lang.edit.case ?></h2>
<label for="case-url"><?cs var:Lang.edit.case_url ?></label>
<div class="line"><input type="text" inputmode="url" spellcheck="false" id="case-url" name="case /alignments" value="" aria-describedby="case-help"><button class="second" name="do" value="case /alignments"><?cs var:Lang.edit.case_do ?></button></div>
<p class="help" id="case-help"><?cs var:Lang.edit.case_help ?></p>
<?cs each:c = Case ?><p><button class="small" name="do" value="case <?cs var:c.pointer ?>"><?cs var:Lang.edit.case_fill ?><span class="address"> <?cs var:c.url ?></span></button></p>
<?cs /each ?></section>
<?cs /def ?>

<?cs def:edit_hidden() ?><?cs if:?Edit.at ?><input type="hidden" name="parked" value="<?cs var:Edit.parked ?>"><input type="hidden" name="at" value="<?cs var:Edit.at ?>">
<?cs /if ?><?cs /def ?>
<?cs def:edit_bar() ?><div class="save-bar"><button name="do" value="save"><?cs if:?Edit.at ?><?cs var:Lang.edit.save_back ?><?cs else ?><?cs var:Lang.edit.save ?><?cs /if ?></button> <button class="second" name="do" value="look"><?cs var:Lang.edit.look ?></button> <a class="button second" href="<?cs var:url_validate(Edit.back) ?>"><?cs var:Lang.edit.leave ?></a><p class="edit-state" role="status"><?cs if:?Form.changed ?><?cs var:Lang.form.changed ?><?cs /if ?></p></div>
</form>
<script type="module" src="<?cs var:url_validate(Site.base + "/static/edit.js?v=" + Site.version) ?>"></script>
<?cs /def ?>
<?cs call:page_start() ?><link rel="stylesheet" href="<?cs var:url_validate(Site.base + "/static/item.css?v=" + Site.version) ?>">
<main id="main" class="page edit-page">
<p class="crumbs"><a href="<?cs var:url_validate(Edit.list) ?>"><?cs var:Edit.plural ?></a></p>
<h1 dir="auto"><?cs var:Page.title ?></h1>
<p class="lead"><?cs var:Edit.help ?><?cs if:?Edit.state ?> <?cs call:state_mark(Edit) ?><?cs /if ?></p>
<?cs if:?Edit.notice ?><p class="notice" role="status"><?cs if:Edit.notice == "chosen" ?><?cs var:Lang.edit.notice_chosen ?><?cs else ?><?cs var:Lang.edit.notice_resumed ?><?cs /if ?></p>
<?cs /if ?><?cs if:?Edit.at ?><p class="notice"><?cs var:Lang.edit.waits ?></p>
<?cs /if ?><?cs call:edit_begin() ?><?cs call:edit_hidden() ?><?cs if:?Conflict.rev ?><?cs call:conflict() ?><?cs /if ?><?cs if:?Learner.asked ?><?cs call:recipient() ?><?cs /if ?><div id="fields" tabindex="-1"></div>
<?cs call:form_fields() ?><?cs if:Edit.as == "achievements" ?><?cs call:case() ?><?cs /if ?><?cs call:edit_bar() ?><?cs if:?Look.as ?><section id="look" aria-labelledby="look-title" class="look"><h2 id="look-title"><?cs var:Lang.edit.look_title ?></h2>
<p class="quiet"><?cs var:Lang.edit.look_words ?></p>
<div class="sheet"><?cs call:item_look() ?></div></section>
<?cs /if ?></main>
<?cs call:page_end() ?>
