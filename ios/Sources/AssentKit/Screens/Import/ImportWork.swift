import Foundation

@MainActor
final class ImportWork: Work {
    private let parts: Parts
    private let codes: [String]

    /// What was chosen, as long as a password may be asked for.
    private var file = Data()
    private var preview: Preview?

    init(_ parts: Parts, _ codes: [String]) { (self.parts, self.codes) = (parts, codes) }

    static func screen(_ parts: Parts, _ codes: [String]) -> Model<ImportRules> {
        Model(ImportRules.first(isScanned: !codes.isEmpty), work: ImportWork(parts, codes))
    }

    func begin(_ effect: ImportEffect, _ send: @escaping Send<ImportInput>) {
        switch effect {
        case .choose: Task { send(await choose()) }
        case .read: Task { send(.read(keep(await readScanned()))) }
        case .open(let password): Task { send(.read(keep(await parts.bridge.read(file, password: password)))) }
        case .write(let all, let each): Task { send(.written(await write(all, each))) }
        case .close: parts.stack.close(.imports(codes: codes))
        case .home: parts.stack.home()
        }
    }

    func end() { (file, preview) = (Data(), nil) }

    private func choose() async -> ImportInput {
        switch await parts.documents.read() {
        case nil: return .notChosen
        case .failed(let problem): return .read(.failed(problem))
        case .ok(let chosen):
            file = chosen
            return .read(keep(await parts.bridge.read(file, password: nil)))
        }
    }

    /// An `otpauth:` address is read as a file of one line.
    private func readScanned() async -> Got<Preview> {
        codes.allSatisfy(isBatch) ? await parts.bridge.readCodes(codes) : await parts.bridge.read(Data((codes.first ?? "").utf8), password: nil)
    }

    private func keep(_ got: Got<Preview>) -> Got<ImportContents> {
        preview = got.value
        return got.then(\.contents)
    }

    private func write(_ all: ImportChoice?, _ each: [Int: ImportChoice]) async -> Got<Imported> {
        guard let preview else { return .failed(Problem(.other, "error-internal")) }
        return await parts.bridge.write(preview, all, each)
    }
}
