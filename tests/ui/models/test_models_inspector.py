"""From the figure to the sentence: roles, categories, links and their evidence."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qdatool.coding.changes import Operation
from qdatool.coding.models import list_models
from qdatool.coding.relations import list_relations, remove_evidence
from qdatool.coding.roles import Role, Stance
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.inspector.parts import QuotationCard
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.workspace import WorkspaceId

LINK = "link:role:strategy>role:consequence"


def relation(study):
    return next(one for one in list_relations(study.project) if one.id == study.relation)


def choose_link(study):
    QTest.mouseClick(study.canvas.viewport(), Qt.MouseButton.LeftButton, pos=study.place(LINK))
    return study.workspace.inspector.link


def test_clicking_a_pill_shows_the_relation_of_the_two_roles(study):
    page = choose_link(study)
    assert study.canvas.chosen_key() == LINK
    assert page.relation_id() == study.relation
    assert page.proposition.toPlainText() == "Training lowers costs."


def test_three_clicks_lead_from_the_figure_to_the_sentence(study):
    page = choose_link(study)
    (card,) = page.supporting_cards()
    assert card.passage.words == "The chief listens to us."
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().topLeft() + card.rect().bottomRight() / 20)
    assert study.window.chosen_workspace() is WorkspaceId.CODE


def test_typing_a_proposition_is_one_step(study, qtbot):
    page = choose_link(study)
    page.proposition.setFocus()
    page.proposition.selectAll()
    QTest.keyClicks(page.proposition, "Training")
    qtbot.waitUntil(lambda: relation(study).propositions["en"] == "Training", timeout=3000)
    QTest.keyClicks(page.proposition, " pays")
    qtbot.waitUntil(lambda: relation(study).propositions["en"] == "Training pays", timeout=3000)
    assert study.project.next_undo() is Operation.PROPOSE
    study.project.undo()
    assert relation(study).propositions["en"] == "Training lowers costs."
    assert page.proposition.toPlainText() == "Training lowers costs."


def test_a_proposition_is_written_when_another_thing_is_chosen(study):
    page = choose_link(study)
    page.proposition.setPlainText("Half a word")
    study.canvas.choose("role:causal")
    assert relation(study).propositions["en"] == "Half a word"


def test_the_persian_proposition_stands_beside_the_english_one(study):
    page = choose_link(study)
    page.language.button("fa").click()
    assert page.proposition.toPlainText() == ""
    page.proposition.setPlainText("آموزش هزینه را کم می\u200cکند.")
    page.flush()
    assert relation(study).propositions == {"en": "Training lowers costs.", "fa": "آموزش هزینه را کم می\u200cکند."}


def test_the_type_of_a_relation_can_be_changed(study):
    page = choose_link(study)
    row = page.type_choice.findData("associated")
    page.type_choice.setCurrentIndex(row)
    page.type_choice.activated.emit(row)
    assert relation(study).type_key == "associated"
    assert relation(study).supporting == 1


def test_a_passage_of_either_category_can_become_evidence(study):
    remove_evidence(study.project, study.relation, study.quotations[2])
    page = choose_link(study)
    page.evidence_button.click()
    (card,) = [one for one in page.candidate_cards() if isinstance(one, QuotationCard)]
    card.stance_chosen.emit(Stance.SUPPORTS)
    assert relation(study).supporting == 2
    assert len(page.supporting_cards()) == 2


def test_evidence_can_be_taken_away(study):
    page = choose_link(study)
    page.supporting_cards()[0].stance_chosen.emit(None)
    assert relation(study).supporting == 0
    study.project.undo()
    assert relation(study).supporting == 1


def test_two_categories_can_be_linked_from_an_arrow(study):
    study.canvas.choose("link:role:causal>role:phenomenon")
    page = study.workspace.inspector.link
    page.add_button.click()
    page.form.source.setCurrentIndex(page.form.source.findText("Corruption"))
    page.form.target.setCurrentIndex(page.form.target.findText("Phenomenon"))
    page.form.button.click()
    made = list_relations(study.project)[-1]
    assert (made.source_id, made.target_id) == (study.codes["Corruption"], study.codes["Phenomenon"])
    assert page.relation_id() == made.id


def test_a_deleted_link_comes_back_with_its_evidence(study):
    page = choose_link(study)
    page._remove.click()
    assert list_relations(study.project) == ()
    study.project.undo()
    assert (relation(study).supporting, relation(study).contradicting) == (1, 1)


def test_a_category_is_added_to_a_role_by_searching(study):
    study.canvas.choose("role:intervening")
    page = study.workspace.inspector.role
    page.search.setFocus()
    QTest.keyClicks(page.search, "late")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert list_models(study.project)[0].codes_in(Role.INTERVENING) == (study.codes["Late"],)
    assert len(page.category_rows()) == 1


def test_a_category_leads_to_its_passages_and_those_below_it(study):
    study.canvas.choose(study.key("Discontent"))
    (card,) = study.workspace.inspector.code.cards()
    assert card.passage.words == "We went home late."


def test_a_label_written_in_the_inspector_shows_on_the_figure(study):
    study.canvas.choose(study.key("Training"))
    fields = study.workspace.inspector.code.labels
    fields.edit_button.click()
    fields.fields["en"].selectAll()
    QTest.keyClicks(fields.fields["en"], "Schooling")
    QTest.keyClick(fields.fields["en"], Qt.Key.Key_Return)
    assert study.canvas.figure().node(study.key("Training")).label == "Schooling"


def test_enter_opens_the_inspector_and_escape_goes_back(study):
    study.canvas.setFocus()
    study.canvas.choose("role:causal")
    QTest.keyClick(study.canvas, Qt.Key.Key_Return)
    search = study.workspace.inspector.role.search
    assert search.hasFocus()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert study.canvas.hasFocus()


def test_a_finding_leads_to_its_cause(study):
    row = next(row for row in study.workspace.checks.rows() if row.line.sentence == "1 role is empty")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert study.canvas.chosen_key() == "role:intervening"


def test_a_line_of_several_findings_leads_to_one_after_the_other(study):
    row = next(row for row in study.workspace.checks.rows() if row.line.sentence == "3 conditions have no evidence")
    seen = []
    for _ in range(3):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        seen.append(study.canvas.chosen_key())
    assert seen == [study.key("Discontent"), study.key("Corruption"), study.key("Central structure")]


def test_a_filled_role_is_no_finding_any_more(study):
    study.canvas.choose(study.key("Corruption"))
    study.drag(study.place(study.key("Corruption")), study.handle("role:intervening"))
    sentences = [row.line.sentence for row in study.workspace.checks.rows()]
    assert "All roles are filled" in sentences


def test_a_network_names_the_single_child(study):
    study.window.actions.trigger(ModelAction.NEW_NETWORK)
    sentences = [row.line.sentence for row in study.workspace.checks.rows()]
    assert any("only one below" in sentence for sentence in sentences)


def test_undo_shows_the_link_that_it_brought_back(study):
    page = choose_link(study)
    page._remove.click()
    study.canvas.choose("role:causal")
    study.window.actions.trigger(ShellAction.UNDO)
    assert study.canvas.chosen_key() == LINK
