<?cs include!"layout.cs" ?><?cs include!"macros.cs" ?><?cs include!"macros_lists.cs" ?><?cs include!"office.cs" ?><?cs include!"sheet.cs" ?><?cs call:page_head() ?><body class="tool<?cs if:Page.view == "summary" ?> summary<?cs /if ?><?cs if:?Doc.revoked ?> void<?cs /if ?>" data-void="<?cs var:Lang.revoked ?>">
<?cs call:page_bar() ?><div class="page views-bar"><?cs call:sheet_views() ?><?cs call:office_jumps() ?></div>
<main id="main" class="sheet" typeof="clri:dtClr"<?cs if:?Doc.resource ?> resource="<?cs var:Doc.resource ?>"<?cs /if ?>>
<div class="body" id="record">
<?cs call:sheet() ?></div>
<?cs call:run_head() ?></main>
<aside class="page office" aria-label="<?cs var:Lang.office.for ?>">
<?cs call:office_links() ?><?cs call:office_files() ?><?cs call:office_notes() ?></aside>
<?cs call:page_end() ?>
