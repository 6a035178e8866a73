<?cs # An item as people will see it: web/item_look.h.  After macros.cs and
     # sheet.cs. ?>
<?cs def:look_people() ?><?cs if:?Doc.profile ?><section><h2><?cs var:Lang.sheet.people ?></h2>
<?cs each:p = Doc.profile ?><?cs call:profile(p) ?><?cs /each ?></section>
<?cs /if ?><?cs /def ?>
<?cs def:item_look() ?><?cs if:Look.as == "clrs" ?><?cs call:sheet() ?><?cs elif:Look.as == "assertions" ?><?cs each:a = Doc.assertion ?><?cs call:item(a) ?><?cs /each ?><?cs call:look_people() ?><?cs elif:Look.as == "achievements" ?><?cs each:a = Doc.other ?><?cs call:item(a) ?><?cs /each ?><?cs call:look_people() ?><?cs elif:Look.as == "endorsements" ?><?cs each:p = Doc.part ?><?cs call:part(p) ?><?cs /each ?><?cs call:look_people() ?><?cs else ?><?cs each:p = Doc.profile ?><?cs call:profile(p) ?><?cs /each ?><?cs /if ?><?cs /def ?>
