import AssentKit
import Observation
import SwiftUI

/// The app of this process. The system may begin it without any window: for a push, for an answer in a notification, for a round.
@MainActor @Observable
public final class Running {
    /// What is shown; nil: not yet.
    private(set) var launch: Got<Launch>?
    @ObservationIgnored private var beginning: Task<Got<Launch>, Never>?
    @ObservationIgnored private let begin: @MainActor () async -> Got<Launch>

    public convenience init() { self.init { await Launch.begin() } }

    init(_ begin: @escaping @MainActor () async -> Got<Launch>) { self.begin = begin }

    /// Begins it once. One that failed is tried again: before the phone's first unlock nothing can be read.
    func launched() async -> Got<Launch> {
        let mine = beginning ?? Task { await begin() }
        beginning = mine
        let got = await mine.value
        if got.problem != nil, beginning == mine { beginning = nil }
        if launch?.value == nil { launch = got }
        return got
    }

    /// The window is there. What is not before the person yet will be told by `follow`.
    func appeared(_ phase: ScenePhase) async {
        let parts = await launched().value?.parts
        if phase == .active { await parts?.shown() }
    }

    /// Inactive is a prompt or the app switcher: neither is away.
    func follow(_ phase: ScenePhase) async {
        guard phase != .inactive, let parts = await launched().value?.parts else { return }
        if phase == .active { await parts.shown() } else { await Grace.during { await parts.hidden() } }
    }

    func opened(_ link: String) async { await launched().value?.parts.opened(link) }

    func touched() async { await launch?.value?.parts.touched() }

    /// A push came: all servers are asked, for nobody who looks. Gives what waits; nil: they could not be asked.
    func wake() async -> Update? { await launched().value?.parts.answers.wake().value }

    /// The same on a round, when nothing came.
    func look() async -> Update? { await launched().value?.parts.answers.look().value }
}
