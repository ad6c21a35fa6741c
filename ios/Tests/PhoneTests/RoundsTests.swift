import BackgroundTasks
import Foundation
import TestKit
import Testing

@testable import AssentApp

extension ThePhone {
    /// Looks at the servers that the system grants now and then. The system takes one handler a process, so the suite has one.
    @MainActor @Suite struct RoundsTests {
        private static let looks = Shared((count: 0, isGood: true, wait: nil as CheckedContinuation<Void, Never>?, waits: false))
        private static let rounds: Rounds = {
            let rounds = Rounds {
                let waits = looks.with { look in
                    look.count += 1
                    return look.waits
                }
                if waits { await withCheckedContinuation { go in looks.with { $0.wait = go } } }
                return looks.with { $0.isGood }
            }
            rounds.register()
            return rounds
        }()

        private let task = BGAppRefreshTask(Rounds.name)
        private let scheduler = BGTaskScheduler.shared

        init() {
            _ = Self.rounds
            Self.looks.with { $0 = (0, true, nil, false) }
        }

        @Test(arguments: [true, false])
        func aRoundLooksOnceSaysWhatCameOfItAndPlansTheNext(_ isGood: Bool) async throws {
            Self.looks.with { $0.isGood = isGood }
            let before = scheduler._requests.count
            scheduler._begin(task)
            try await until("the end") { task._ends == [isGood] }
            #expect(Self.looks.with { $0.count } == 1 && scheduler._requests.count == before + 1)
        }

        @Test func theNextRoundIsNotSoonerThanAQuarterOfAnHour() throws {
            Self.rounds.plan()
            let next = try #require(scheduler._requests.last)
            #expect(next.identifier == Rounds.name)
            #expect((880...900).contains(try #require(next.earliestBeginDate).timeIntervalSinceNow))
        }

        @Test func aRoundWhoseTimeRanOutEndsOnce() async throws {
            Self.looks.with { $0.waits = true }
            scheduler._begin(task)
            let go = try await until("the look") { Self.looks.with { $0.wait } }
            task.expirationHandler?()
            #expect(task._ends == [false])
            Self.looks.with { $0.waits = false }
            go.resume()
            // The look ends before one that begins after it.
            let next = BGAppRefreshTask(Rounds.name)
            scheduler._begin(next)
            try await until("the next round's end") { next._ends == [true] }
            #expect(task._ends == [false])
        }
    }
}
