@MainActor
final class LinkWork: Work {
    private let parts: Parts
    private let place: Place
    private let linking: any Linking
    private let jobs = Jobs()

    init(_ parts: Parts, _ place: Place, _ linking: any Linking) { (self.parts, self.place, self.linking) = (parts, place, linking) }

    static func screen(_ parts: Parts, _ place: Place, _ linking: any Linking) -> Model<LinkRules> {
        Model(LinkRules.first, work: LinkWork(parts, place, linking))
    }

    func begin(_ effect: LinkEffect, _ send: @escaping Send<LinkInput>) {
        switch effect {
        case .begin: jobs.begin { [linking] in send(.began(await linking.begin())) }
        case .confirm(let link): jobs.begin { [self] in send(.confirmed(link, await confirm(link))) }
        case .forget(let link):
            Task { [linking, stack = parts.stack] in
                await linking.forget(link)
                stack.changed()
            }
        case .close: parts.stack.close(place)
        case .home: parts.stack.restart(.accounts)
        }
    }

    /// Nobody has to touch anything for the phone to be heard.
    private func confirm(_ link: NewLink) async -> Got<Bool> {
        let got = await linking.confirm(link)
        if got.problem == nil { parts.linked() }
        return got
    }

    /// A cancelled link is taken back on both sides.
    func end() { jobs.end() }
}
