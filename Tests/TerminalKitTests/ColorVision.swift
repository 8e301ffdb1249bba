import Foundation
import TerminalKit

/// How colours look to people who lack one kind of cones.
enum ColorVision: Sendable {
  case deuteranopia, protanopia, tritanopia

  private var matrix: [[Double]] {
    switch self {
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  /// How far apart two colours look, in steps of sRGB; black and white are 442 apart.
  func distance(_ left: RGB, _ right: RGB) -> Double {
    zip(seen(left), seen(right)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  private func seen(_ color: RGB) -> [Double] {
    let linear = [color.red, color.green, color.blue].map { channel -> Double in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return matrix.map { row in
      let value = min(1, max(0, zip(row, linear).map { $0 * $1 }.reduce(0, +)))
      return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055)
    }
  }
}
