@MainActor
final class HistoryWork: Work {
    private let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<HistoryRules> {
        Model(Next(HistoryState(nil, now: parts.now()), .read), work: HistoryWork(parts))
    }

    func begin(_ effect: HistoryEffect, _ send: @escaping Send<HistoryInput>) {
        switch effect {
        case .read: Task { send(.read(await parts.bridge.history())) }
        case .share(let request): Task { send(.shared(await share(request))) }
        case .report(let request): Task { send(.reported(request, await parts.bridge.answer(request, .report, number: nil))) }
        case .openSecurityPage(let account): Task { if await !parts.openSecurityPage(of: account) { send(.noBrowser) } }
        }
    }

    func cameBack(_ send: @escaping Send<HistoryInput>) { send(.cameBack(now: parts.now())) }

    private func share(_ request: String) async -> Problem? {
        let got = await parts.bridge.receipt(request)
        if let receipt = got.value { parts.outside.share(name: "receipt-\(request.prefix(8)).json", text: String(decoding: receipt, as: UTF8.self)) }
        return got.problem
    }
}
