<?cs # A form from Form.*, see page/fields.h: edit_begin() and form_fields(),
     # after "macros.cs".  The page adds its buttons, "</form>" and edit.js. ?>
<?cs include!"fields_parts.cs" ?>
<?cs include!"fields_picks.cs" ?>

<?cs def:f_simple(f) ?><div class="field is-<?cs var:f.kind ?><?cs if:?f.wide ?> wide<?cs /if ?><?cs if:?f.invalid ?> invalid<?cs /if ?>"><?cs if:f.kind == "markdown" ?><?cs call:f_markdown(f) ?><?cs elif:f.kind == "long" ?><?cs call:f_long(f) ?><?cs elif:f.kind == "date" ?><?cs call:f_date(f) ?><?cs elif:f.kind == "moment" ?><?cs call:f_moment(f) ?><?cs elif:f.kind == "boolean" ?><?cs call:f_boolean(f) ?><?cs elif:f.kind == "choice" ?><?cs call:f_choice(f) ?><?cs elif:f.kind == "file" ?><?cs call:f_file(f) ?><?cs elif:f.kind == "picked" ?><?cs call:f_picked(f) ?><?cs elif:f.kind == "kept" ?><?cs call:f_kept(f) ?><?cs else ?><?cs call:f_text(f) ?><?cs /if ?><?cs call:f_below(f) ?></div>
<?cs /def ?>

<?cs # A field of any kind, or the body of an object, which has none: a macro
     # can call only those above it and itself. ?>
<?cs def:field(f) ?><?cs if:!?f.kind ?><?cs if:?f.field ?><div class="f-grid"><?cs each:m = f.field ?><?cs call:f_simple(m) ?><?cs /each ?></div>
<?cs /if ?><?cs each:m = f.part ?><?cs call:field(m) ?><?cs /each ?><?cs if:?f.tech ?><details class="tech-fields"<?cs if:?f.tech.open ?> open<?cs /if ?>><summary><?cs var:Lang.sheet.tech ?></summary>
<?cs each:m = f.tech.field ?><?cs call:field(m) ?><?cs /each ?></details>
<?cs /if ?><?cs if:?f.more ?><details class="tech-fields"><summary><?cs var:Lang.form.more ?></summary>
<dl class="facts tech"><?cs each:m = f.more ?><div><dt><?cs var:m.name ?></dt><dd dir="auto"><?cs var:m.value ?></dd></div><?cs /each ?></dl></details>
<?cs /if ?><?cs elif:f.kind != "object" && f.kind != "rows" && f.kind != "grid" && f.kind != "list" && f.kind != "picks" ?><?cs call:f_simple(f) ?><?cs else ?><details class="section is-<?cs var:f.kind ?><?cs if:?f.invalid ?> invalid<?cs /if ?>" id="<?cs var:f.id ?>"<?cs if:?f.open || ?f.required || ?f.filled || ?f.item ?> open<?cs /if ?>><summary><span class="name"><?cs var:f.label ?></span><?cs call:f_must(f) ?><?cs if:?f.filled && f.kind != "object" ?> <span class="f-count"><?cs var:f.filled ?></span><?cs /if ?> <span class="help" id="<?cs var:f.id ?>-help"><?cs var:f.help ?></span></summary>
<?cs if:f.kind != "object" || !?f.filled ?><input type="hidden" name="<?cs var:f.name ?>" value=""><?cs /if ?><?cs call:f_problems(f) ?><?cs if:f.kind == "object" ?><?cs call:field(f.body) ?><?cs elif:f.kind == "list" ?><?cs call:f_list(f) ?><?cs elif:f.kind == "picks" ?><?cs call:f_picks(f) ?><?cs elif:f.kind == "grid" ?><?cs if:?f.row ?><table class="grid-edit"><caption class="hide"><?cs var:f.label ?></caption><thead><tr><?cs each:c = f.column ?><th scope="col"><?cs var:c.label ?></th><?cs /each ?><td></td></tr></thead>
<?cs each:r = f.row ?><tbody id="<?cs var:r.id ?>"><tr><?cs each:m = r.field ?><td class="<?cs var:m.kind ?>"><?cs call:f_simple(m) ?></td><?cs /each ?><td class="do"><input type="hidden" name="<?cs var:r.name ?>@was" value="<?cs var:r.was ?>"><?cs call:f_moves(r, r.title) ?></td></tr>
<tr><td colspan="5"><?cs call:f_problems(r) ?><details class="tech-fields"<?cs if:?r.tech.open ?> open<?cs /if ?>><summary><?cs var:Lang.form.level_more ?><span class="hide"> <?cs var:r.title ?></span></summary>
<?cs each:m = r.part ?><?cs call:field(m) ?><?cs /each ?><?cs each:m = r.tech.field ?><?cs call:field(m) ?><?cs /each ?></details></td></tr></tbody>
<?cs /each ?></table>
<?cs /if ?><?cs call:f_add(f, f.noun) ?><?cs else ?><?cs if:?f.row ?><ol class="rows"><?cs each:r = f.row ?><li id="<?cs var:r.id ?>"<?cs if:?r.invalid ?> class="invalid"<?cs /if ?>><input type="hidden" name="<?cs var:r.name ?>@was" value="<?cs var:r.was ?>"><details class="row"<?cs if:?r.open ?> open<?cs /if ?>><summary><?cs if:?r.title ?><span dir="auto"><?cs var:r.title ?></span><?cs else ?><span class="quiet"><?cs var:Lang.form.new ?> <?cs var:f.noun ?></span><?cs /if ?></summary>
<?cs call:f_problems(r) ?><?cs call:field(r) ?></details><?cs call:f_moves(r, r.title) ?></li>
<?cs /each ?></ol>
<?cs /if ?><?cs call:f_add(f, f.noun) ?><?cs /if ?></details>
<?cs /if ?><?cs /def ?>

<?cs # What is wrong, before the fields; each leads to its field. ?>
<?cs def:form_problems() ?><?cs if:?Form.problem ?><div class="summary-of <?cs if:?Form.errors ?>refused<?cs else ?>noted<?cs /if ?>" id="problems" tabindex="-1" role="<?cs if:?Form.errors ?>alert<?cs else ?>status<?cs /if ?>"><h2><?cs if:?Form.errors ?><?cs var:Form.errors ?> <?cs if:Form.errors == #1 ?><?cs var:Lang.form.error ?><?cs else ?><?cs var:Lang.form.errors ?><?cs /if ?><?cs if:?Form.warnings ?>, <?cs /if ?><?cs /if ?><?cs if:?Form.warnings ?><?cs var:Form.warnings ?> <?cs if:Form.warnings == #1 ?><?cs var:Lang.form.warning ?><?cs else ?><?cs var:Lang.form.warnings ?><?cs /if ?><?cs /if ?></h2>
<ul><?cs each:p = Form.problem ?><li<?cs if:?p.warning ?> class="note"<?cs /if ?>><?cs if:?p.href ?><a href="<?cs var:url_validate(p.href) ?>"><?cs if:?p.where ?><?cs var:p.where ?>: <?cs /if ?><?cs var:p.words ?></a><?cs else ?><?cs var:p.words ?><?cs /if ?></li>
<?cs /each ?></ul></div>
<?cs /if ?><?cs /def ?>
<?cs def:form_fields() ?><?cs call:field(Form) ?><?cs /def ?>

<?cs # The form around it.  The first button is what Enter presses. ?>
<?cs def:edit_begin() ?><form class="edit" method="post" enctype="multipart/form-data" autocomplete="off" novalidate action="<?cs var:url_validate(Form.action) ?>" data-changed="<?cs var:Lang.form.changed ?>" data-failed="<?cs var:Lang.form.failed ?>" data-busy="<?cs var:Lang.form.busy ?>"<?cs if:?Form.changed ?> data-dirty="1"<?cs /if ?>>
<?cs if:?Form.token ?><input type="hidden" name="token" value="<?cs var:Form.token ?>">
<?cs /if ?><?cs if:?Form.revision ?><input type="hidden" name="revision" value="<?cs var:Form.revision ?>">
<?cs /if ?><button class="hide" name="do" value="save" tabindex="-1" aria-hidden="true"><?cs var:Lang.form.save ?></button>
<?cs call:form_problems() ?><?cs /def ?>
