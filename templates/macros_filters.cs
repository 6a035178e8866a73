<?cs # The search and the filters above a list of items: all of it stands in
     # the address. ?>
<?cs def:choice(c, words) ?><option value="<?cs var:c.value ?>"<?cs if:?c.selected ?> selected<?cs /if ?>><?cs var:words ?></option><?cs /def ?>

<?cs def:state_word(value) ?><?cs if:?Lang.states[value] ?><?cs var:Lang.states[value] ?><?cs else ?><?cs var:Lang.build.states[value] ?><?cs /if ?><?cs /def ?>

<?cs def:state_choice(c) ?><option value="<?cs var:c.value ?>"<?cs if:?c.selected ?> selected<?cs /if ?>><?cs call:state_word(c.value) ?></option><?cs /def ?>

<?cs def:kind_choice(c) ?><?cs if:?c.words ?><?cs call:choice(c, c.words) ?><?cs else ?><?cs call:choice(c, Lang.build.kinds[c.value]) ?><?cs /if ?><?cs /def ?>

<?cs def:list_filters() ?><form class="search filters" role="search" action="<?cs var:url_validate(List.path) ?>">
<?cs if:?List.holds.id ?><input type="hidden" name="<?cs var:List.holds.param ?>" value="<?cs var:List.holds.id ?>">
<?cs /if ?><div class="wide"><label for="q"><?cs var:Lang.build.search ?></label>
<input type="search" id="q" name="q" maxlength="200" value="<?cs var:List.q ?>" dir="auto"></div>
<div><label for="state"><?cs var:Lang.build.state ?></label>
<select id="state" name="state"><option value=""><?cs var:Lang.build.any ?></option><?cs each:c = List.states ?><?cs call:state_choice(c) ?><?cs /each ?></select></div>
<?cs if:?List.kinds.0.value ?><div><label for="kind"><?cs var:Lang.build.kind ?></label>
<select id="kind" name="kind"><option value=""><?cs var:Lang.build.any ?></option><?cs each:c = List.kinds ?><?cs call:kind_choice(c) ?><?cs /each ?></select></div>
<?cs /if ?><?cs if:?List.terms.0.value ?><div><label for="term"><?cs var:Lang.build.term ?></label>
<select id="term" name="term"><option value=""><?cs var:Lang.build.any ?></option><?cs each:c = List.terms ?><?cs call:choice(c, c.words) ?><?cs /each ?></select></div>
<?cs /if ?><div><label for="sort"><?cs var:Lang.build.sort ?></label>
<select id="sort" name="sort"><option value=""><?cs var:Lang.build.newest ?></option><option value="name"<?cs if:?List.by_name ?> selected<?cs /if ?>><?cs var:Lang.build.by_name ?></option></select></div>
<?cs if:?List.has_in ?><div class="tick"><label><input type="checkbox" name="in" value="none"<?cs if:?List.in ?> checked<?cs /if ?>> <?cs var:Lang.build.in_none ?></label></div>
<?cs /if ?><button><?cs var:Lang.build.find ?></button>
<?cs if:?List.filtered ?><a class="button second" href="<?cs var:url_validate(List.path) ?>"><?cs var:Lang.build.clear ?></a>
<?cs /if ?></form>
<?cs if:?List.holds.id ?><p class="filter"><span class="chip"><?cs var:Lang.build.holds[List.holds.param] ?>: <b dir="auto">&nbsp;<?cs var:List.holds.name ?></b></span> <a href="<?cs var:url_validate(List.holds.clear) ?>"><?cs var:Lang.build.holds_clear ?></a></p>
<?cs /if ?><?cs /def ?>
