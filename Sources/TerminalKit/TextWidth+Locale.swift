import CNCurses
import Glibc

extension TextWidth {
  /// Takes on the locale of whoever started the process, and measures text by what it can show from now on.
  ///
  /// - Returns: whether characters outside ASCII can be shown.
  package static func takeLocale() -> Bool {
    // The character type only: a locale for numbers would change what printf and strtod do elsewhere.
    setlocale(LC_CTYPE, "")
    let isUTF8 = cncurses_is_utf8() != 0
    current = isUTF8 ? .agreeing { Int(cncurses_character_width($0.value)) } : .ascii
    return isUTF8
  }
}
