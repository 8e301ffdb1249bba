import MigrationCore
import TerminalKit

/// Which actions would do nothing now, and why.
extension Browser: CommandedState {
  func refusal(of action: Action) -> String? {
    switch action {
    case .searchNext, .searchPrevious: search.text.isEmpty ? "nothing was searched for yet" : nil
    case .copy, .openInEditor, .writeFile: chosenSQL.isEmpty ? "there is no definition here" : nil
    case .showDependencies: chosenObject == nil ? "there is no object here" : nil
    case .copyFingerprint: hasRead ? nil : "the schema was not read yet"
    case .previousObject where layers.isEmpty: visited.isEmpty ? "there is no object to go back to" : nil
    case .reload: reading == nil ? nil : "it is being read; \(key(.cancel)) gives up"
    case .previousObject, .nextObject, .nextName, .previousName, .selectLines, .extendDown, .extendUp, .synchronise,
      .otherSide, .nextTab, .previousTab, .present, .open, .moveDown, .moveUp, .moveLeft, .moveRight, .halfPageDown,
      .halfPageUp, .pageDown, .pageUp,
      .scrollDown,
      .scrollUp, .first, .last, .cursorToCentre, .cursorToTop, .cursorToBottom, .toggleFold, .openFold, .closeFold,
      .openAllFolds, .closeAllFolds, .foldUnchanged, .nextStep, .previousStep, .nextChange, .previousChange,
      .nextWarning, .previousWarning, .nextUnreviewed, .previousUnreviewed, .nextNews, .previousNews, .showNews,
      .acknowledge, .toggleReviewed, .comment,
      .editComment, .resolveComment, .undo, .redo, .showSteps, .showWarnings, .showComments, .showSignoffs,
      .showHistory, .sign,
      .reject, .apply, .search, .searchWord, .setMark, .goToMark, .options, .filter, .nextPane, .previousPane,
      .enlargePane, .shrinkPane, .sideBySide, .wrap,
      .help, .palette, .chooseTheme, .complete, .back, .quit, .cancel, .interrupt, .redraw, .suspend,
      .accept, .nextField, .stopStatement, .stopAfterStatement, .nextPage, .previousPage,
      .blankScreen, .toggleTimer, .toggleNotes, .skipPauses:
      nil
    }
  }

  var themeNames: [String] { configuration.preferences.themes }

  mutating func openPalette(typed: String, isOptions: Bool) {
    layers.append(.palette(PaletteState(field: TextField(typed), context: context, isOptions: isOptions)))
  }

  func setting(of action: Action) -> String? {
    switch action {
    case .wrap: wrapsLines ? "on" : "off"
    case .sideBySide: DefinitionScreen.isSideBySide(self) ? "on" : "off"
    case .synchronise: definition?.otherOffset == nil ? "on" : "off"
    case .enlargePane: enlargement.words
    case .chooseTheme: themeName
    default: nil
    }
  }
}
