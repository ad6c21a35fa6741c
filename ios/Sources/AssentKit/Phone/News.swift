/// Tells what happened to accounts: their owner must know of it, above all when it was somebody else. With an open vault.
@MainActor
struct News {
    /// Two clocks may differ by so much, in seconds.
    private static let same: Int64 = 60

    let bridge: Bridge
    let alerts: any Alerts

    func tell(_ notices: [Notice]) async {
        let accounts = await bridge.accounts().value ?? []
        for notice in notices {
            guard let account = accounts.first(where: { $0.id == notice.account }), let event = Event(notice.kind) else { continue }
            if await !isOwn(event, notice.at) { alerts.tell(account, event) }
        }
    }

    /// Who said "It was not me" on this very phone knows.
    private func isOwn(_ event: Event, _ at: Int64) async -> Bool {
        guard case .reported(let service) = event else { return false }
        let answered = await bridge.history().value ?? []
        return answered.contains { $0.answer == .report && $0.service == service && abs($0.answeredAt - at) <= Self.same }
    }
}
