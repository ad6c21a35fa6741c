@MainActor
final class NotifyWork: Work {
    private let parts: Parts
    private let jobs = Jobs()

    init(_ parts: Parts) { self.parts = parts }

    static func screen(_ parts: Parts) -> Model<NotifyRules> { Model(NotifyRules.first, work: NotifyWork(parts)) }

    func begin(_ effect: NotifyEffect, _ send: @escaping Send<NotifyInput>) {
        switch effect {
        case .read: jobs.begin { [self] in send(.read(await facts())) }
        case .allow:
            jobs.begin { [self] in
                _ = await parts.reach.allow()
                send(.read(await facts()))
            }
        case .openSettings: parts.outside.openSettings()
        case .test(let link): jobs.begin { [self] in send(.tested(link, await look(link))) }
        }
    }

    func cameBack(_ send: @escaping Send<NotifyInput>) { send(.look) }

    func end() { jobs.end() }

    private func facts() async -> NotifyFacts {
        NotifyFacts(isAllowed: await parts.reach.isAllowed(), hasServers: await parts.pushes.linked()?.isEmpty == false)
    }

    private func look(_ link: Chain) async -> Found {
        switch link {
        case .allowed: found(await parts.reach.isAllowed() == true)
        case .servers: found(await parts.inbox.look().value?.unreachable.isEmpty == true)
        case .way: found(await parts.reach.address().value != nil)
        case .push: await push()
        case .shown: found(await parts.reach.sample())
        }
    }

    /// A server may have the address and no way to Apple's service, which nothing here can see.
    private func push() async -> Found {
        await parts.pushes.follow()
        return await parts.pushes.areTold() ? .unknown : .broken
    }

    private func found(_ works: Bool) -> Found { works ? .works : .broken }
}
