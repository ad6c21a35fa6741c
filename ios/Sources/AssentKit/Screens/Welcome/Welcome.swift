/// The first run: how the app is locked. Its states and its rules.
public struct WelcomeState: Equatable, Sendable {
    /// A PIN is being chosen.
    public var isTyping = false
    public var isMaking = false
    public var problem: Problem?

    public init(isTyping: Bool = false, isMaking: Bool = false, problem: Problem? = nil) {
        (self.isTyping, self.isMaking, self.problem) = (isTyping, isMaking, problem)
    }
}

public enum WelcomeInput {
    /// The face, the finger or the passcode of the phone opens the app.
    case byPhone

    /// A PIN does too.
    case byPin

    /// Typed twice. No part of any state.
    case setPin(Secret, again: Secret)
    case made(Got<Done>)
    case back
}

public enum WelcomeEffect: Equatable {
    case make(pin: Secret?)
    case close
}

public enum WelcomeRules: Rules {
    public static func next(_ state: WelcomeState, _ input: WelcomeInput) -> Next<WelcomeState, WelcomeEffect> {
        var next = state
        next.problem = nil
        switch input {
        case .byPhone: return make(state, nil)
        case .byPin: next.isTyping = true
        case .back: next.isTyping = false
        case .setPin(let pin, let again):
            guard let pin = typedTwice(pin, again) else {
                next.problem = .pinDiffers
                return Next(next)
            }
            return make(state, pin)
        case .made(.ok): return Next(state, .close)
        case .made(.failed(let problem)): (next.isMaking, next.problem) = (false, problem)
        }
        return Next(next)
    }

    private static func make(_ state: WelcomeState, _ pin: Secret?) -> Next<WelcomeState, WelcomeEffect> {
        if state.isMaking { return Next(state) }
        return Next(WelcomeState(isTyping: state.isTyping, isMaking: true), .make(pin: pin))
    }
}
