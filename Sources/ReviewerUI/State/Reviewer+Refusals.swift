import MigrationCore
import TerminalKit

/// Which actions would do nothing now, and why.
extension Reviewer: CommandedState {
  /// A box that has nowhere to lead to is closed only.
  func offers(_ action: Action) -> Bool {
    guard action == .open, case .notice(let notice)? = layers.last else { return true }
    return notice.step != nil
  }

  func refusal(of action: Action) -> String? {
    switch action {
    case .searchNext, .searchPrevious: search.text.isEmpty ? "nothing was searched for yet" : nil
    case .undo: undoable.isEmpty ? "nothing to undo" : nil
    case .redo: redoable.isEmpty ? "nothing to redo" : nil
    case .acknowledge: chosenWarning == nil ? "there is no warning here" : nil
    case .toggleReviewed: reviewedRefusal
    case .resolveComment: commentToResolve == nil ? "there is no comment here" : nil
    case .copy, .openInEditor: chosenSQL?.isEmpty == false ? nil : "there is no SQL here"
    case .copyFingerprint: facts.plan.sourceFingerprint == nil ? "the plan has no fingerprint" : nil
    case .sign: isSigning ? "a signature is being made" : facts.obstacles(seen: seen, verdict: .approve).first
    case .reject: isSigning ? "a signature is being made" : facts.obstacles(seen: seen, verdict: .reject).first
    case .apply:
      applying != nil ? nil : configuration.applyRefusal ?? (facts.database == nil ? "no database was named" : nil)
    case .nextWarning, .previousWarning: facts.findings.value == nil ? "warnings were not checked" : nil
    case .nextNews, .previousNews: novelties.isEmpty ? "no step is new or changed since you looked last" : nil
    case .nextTab, .previousTab: steps.isEmpty ? "the plan has no steps" : nil
    case .present: presentRefusal
    case .open, .moveDown, .moveUp, .moveLeft, .moveRight, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .scrollDown,
      .scrollUp, .first, .last, .cursorToCentre, .cursorToTop, .cursorToBottom, .toggleFold, .openFold, .closeFold,
      .openAllFolds, .closeAllFolds, .foldUnchanged, .nextStep, .previousStep, .nextChange, .previousChange,
      .nextUnreviewed, .previousUnreviewed, .showDependencies, .previousObject, .nextObject, .nextName, .previousName,
      .selectLines, .extendDown, .extendUp, .synchronise, .otherSide, .comment, .editComment, .showSteps,
      .showWarnings, .showComments, .showNews, .showSignoffs, .showHistory, .search, .searchWord, .setMark, .goToMark,
      .options,
      .filter, .reload, .nextPane, .previousPane, .enlargePane, .shrinkPane, .sideBySide, .wrap, .help, .palette,
      .chooseTheme, .complete, .back, .quit, .cancel, .interrupt,
      .redraw, .suspend, .writeFile, .accept, .nextField, .stopStatement, .stopAfterStatement, .nextPage, .previousPage,
      .blankScreen, .toggleTimer, .toggleNotes, .skipPauses:
      nil
    }
  }

  private var presentRefusal: String? {
    if applying.map({ $0.report == nil }) == true { return "the plan is being applied" }
    return facts.target == nil ? "no database was named whose schema could be copied" : nil
  }

  private var reviewedRefusal: String? {
    guard let index = chosenStep else { return "no step is shown" }
    return seen.contains(steps[index].id) ? nil : "step \(steps[index].id) was not looked at yet"
  }

  var themeNames: [String] { configuration.preferences.themes }

  mutating func openPalette(typed: String, isOptions: Bool) {
    layers.append(.palette(PaletteState(field: TextField(typed), context: context, isOptions: isOptions)))
  }

  func setting(of action: Action) -> String? {
    switch action {
    case .wrap: wrapsLines ? "on" : "off"
    case .sideBySide:
      (layers.contains { $0.fillsScreen } ? DefinitionScreen.isSideBySide(self) : layout.divider != nil) ? "on" : "off"
    case .synchronise: definition?.otherOffset == nil ? "on" : "off"
    case .enlargePane: enlargement.words
    case .chooseTheme: themeName
    default: nil
    }
  }
}
