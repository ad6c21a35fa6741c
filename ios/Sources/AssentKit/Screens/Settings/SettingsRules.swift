public enum SettingsRules: Rules {
    static func first(hidesCodes: Bool) -> Next<SettingsState, SettingsEffect> { Next(SettingsState(hidesCodes: hidesCodes), .read) }

    public static func next(_ state: SettingsState, _ input: SettingsInput) -> Next<SettingsState, SettingsEffect> {
        switch input {
        case .read(.ok(let status), let idleSecs): return Next(state.having(status, idleSecs))
        case .turn(let step): return Next(state.at(step))
        case .hideCodes(let hides):
            var next = state
            next.hidesCodes = hides
            return Next(next, .hideCodes(hides))
        case .setPin(let pin, let again):
            guard let pin = typedTwice(pin, again) else { return Next(state.at(state.step, .pinDiffers)) }
            return begin(state, .setPin(pin))
        case .removePin: return begin(state, .removePin)
        case .lockAfter(let secs): return begin(state, .lockAfter(secs))
        case .makeRecoveryKey: return begin(state, .makeRecoveryKey)
        case .madeRecoveryKey(.ok(let key)): return Next(state.at(.recoveryKey, key: key), .read)
        case .done(.ok): return Next(state.at(.list), .read)
        case .read(.failed(let problem), _), .madeRecoveryKey(.failed(let problem)), .done(.failed(let problem)):
            return Next(state.at(state.step, problem))
        case .lockNow: return Next(state, .lockNow)
        case .go(let place): return Next(state, .go(place))
        case .back: return Next(state.at(.list))
        }
    }

    private static func begin(_ state: SettingsState, _ effect: SettingsEffect) -> Next<SettingsState, SettingsEffect> {
        Next(state.at(state.step), effect)
    }
}

extension SettingsState {
    /// The recovery key is not kept a moment longer than it is shown.
    fileprivate func at(_ step: SettingsStep, _ problem: Problem? = nil, key: Secret? = nil) -> SettingsState {
        var next = self
        (next.step, next.problem, next.recoveryKey) = (step, problem, key)
        return next
    }

    fileprivate func having(_ status: Status, _ idleSecs: Int64?) -> SettingsState {
        var next = self
        (next.status, next.idleSecs) = (status, idleSecs)
        return next
    }
}
