/** Files of the contract name Node's Buffer in types that no screen uses; Node's own types would let a screen use it. */
type Buffer = Uint8Array;
