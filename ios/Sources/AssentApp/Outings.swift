/// Windows of others that the app itself has put before the person: the choice of a file or a picture, a share sheet, a sign-in page.
/// Who is there has not left.
@MainActor
final class Outings {
    private var count = 0

    var isOut: Bool { count > 0 }

    func begin() { count += 1 }

    func end() { count -= 1 }

    func during<Value: Sendable>(_ work: @MainActor () async -> Value) async -> Value {
        begin()
        defer { end() }
        return await work()
    }
}
