"""What a clerk can do: one function a use case, one transaction each."""
