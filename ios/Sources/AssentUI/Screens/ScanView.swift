import AssentKit
import SwiftUI

struct ScanView: View {
    let model: Model<ScanRules>
    @Environment(\.words) private var words

    private var state: ScanState { model.state }

    var body: some View {
        Page(words(.scan), problem: state.problem) {
            if state.stage == .looking { Finder() }
            if !state.missing.isEmpty { batch }
            stage
            if state.stage != .loading { Card { ways } }
        } foot: {
            if state.stage == .reason { Press(.goOn) { model.send(.allow) } }
            if state.stage == .denied { Press(.openSettings) { model.send(.openSettings) } }
            if !state.missing.isEmpty { Press(.batchTake, .plain) { model.send(.takeBatch) } }
        }
    }

    @ViewBuilder private var stage: some View {
        switch state.stage {
        case .loading: Say(.loading).soft()
        case .reason: said(.cameraWhy, .cameraWhyText)
        case .looking: Say(state.repairing == nil ? .scanText : .scanTextRepair).soft()
        case .denied: said(.cameraDenied, .cameraDeniedText)
        case .noCamera: said(.noCamera, .noCameraText)
        }
    }

    @ViewBuilder private func said(_ head: TextKey, _ text: TextKey) -> some View {
        Say(head).head()
        Say(text).soft()
    }

    private var batch: some View {
        let done = Set(state.batch).count
        return Notice(text: words(.batchMissing, done, done + state.missing.count, state.missing.map { "\($0)" }.joined(separator: ", ")))
    }

    @ViewBuilder private var ways: some View {
        if state.stage == .looking, state.hasLight { Choice(.light, state.isLit ? .lightOff : .lightOn, end: .none) { model.send(.light) } }
        Choice(.picture, .fromPicture, .fromPictureText) { model.send(.picture) }
        Choice(.copy, .paste, .pasteText, end: .none) { model.send(.paste) }
    }
}

/// What the camera sees, and where the code is best held.
private struct Finder: View {
    @Environment(\.finder) private var finder
    @Environment(\.words) private var words

    var body: some View {
        ZStack {
            Rectangle().fill(Color.black)
            if let finder { finder() }
            RoundedRectangle(cornerRadius: 16).stroke(Color.white, lineWidth: 3).frame(width: 190, height: 190)
        }
        .aspectRatio(4.0 / 3, contentMode: .fit)
        .clipShape(RoundedRectangle(cornerRadius: 18))
        .frame(maxWidth: 420).frame(maxWidth: .infinity)
        .accessibilityElement().accessibilityLabel(Text(verbatim: words(.cameraShows))).accessibilityAddTraits(.isImage)
    }
}
