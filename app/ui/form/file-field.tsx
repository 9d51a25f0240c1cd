import { FieldFrame, type FieldFrameProps } from './field.tsx'

export interface FileFieldProps extends FieldFrameProps {
  /** As `.csv,.xlsx`. */
  accept?: string
  /** A phone offers its camera at the back. */
  capture?: 'environment'
  onChange?: (input: HTMLInputElement) => void
}

/** The form needs `encType="multipart/form-data"`. Say the largest size in the hint. */
export function FileField({ accept, capture, onChange, ...frame }: FileFieldProps) {
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <input
          {...control}
          className="file"
          type="file"
          accept={accept}
          capture={capture}
          onChange={onChange && (({ currentTarget }) => onChange(currentTarget))}
          data-missing="file_missing"
        />
      )}
    </FieldFrame>
  )
}
